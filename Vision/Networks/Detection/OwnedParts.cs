namespace FaceGrid.Vision.Networks.Detection;

/// <summary>Owns the disposable parts of a network, during and after loading, and disposes them together.</summary>
internal sealed class OwnedParts : IDisposable
{
    private readonly List<IDisposable> _parts = [];

    public T Add<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    /// <summary>Makes a network; if that fails, disposes the parts that were added.</summary>
    public static T Load<T>(Func<OwnedParts, T> make)
    {
        var parts = new OwnedParts();
        try
        {
            return make(parts);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        _parts.Clear();
    }
}

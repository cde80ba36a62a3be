namespace FaceGrid.Vision.Networks.Detection;

/// <summary>The parts of a network while it is being loaded and after: freed together, also when loading fails half-way.</summary>
internal sealed class OwnedParts : IDisposable
{
    private readonly List<IDisposable> _parts = [];

    public T Add<T>(T part)
        where T : IDisposable
    {
        _parts.Add(part);
        return part;
    }

    /// <summary>Makes a network of parts; if that fails, the parts that were made are freed.</summary>
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

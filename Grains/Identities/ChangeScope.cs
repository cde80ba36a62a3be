namespace FaceGrid.Grains.Identities;

/// <summary>A change of an identity that is under way until this is disposed.</summary>
internal sealed class ChangeScope(Action end) : IDisposable
{
    public void Dispose() => end();
}

namespace FaceGrid.Grains.Tests.Support;

/// <summary>Keeps a note in the store "notes".</summary>
public interface INoteGrain : IGrainWithStringKey
{
    Task Write(string text, byte[] bytes);

    /// <summary>The note, and in brackets what it was when the grain was activated.</summary>
    Task<string> Read();

    /// <summary>Which activation answers.</summary>
    Task<Guid> Who();
}

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The names of a tenant's galleries, key: tenant.</summary>
[Alias("FaceGrid.IGalleryDirectoryGrain")]
public interface IGalleryDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Durable when it returns; a gallery comes here before it has its first shard.</summary>
    [Alias("Add")]
    Task Add(string gallery);

    /// <summary>In ordinal order.</summary>
    [Alias("List")]
    Task<IReadOnlyList<string>> List();
}

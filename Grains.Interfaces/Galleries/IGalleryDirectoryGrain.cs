using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The names of a tenant's galleries, key: tenant.</summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IGalleryDirectoryGrain")]
public interface IGalleryDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Durable on return. A gallery is added before its first shard is opened.</summary>
    [Alias("Add")]
    Task Add(string gallery);

    /// <summary>In ordinal order.</summary>
    [Alias("List")]
    Task<IReadOnlyList<string>> List();
}

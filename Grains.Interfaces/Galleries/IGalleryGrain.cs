namespace FaceGrid.Grains.Galleries;

/// <summary>
/// A set of identities that one question is asked of (a building, a zone), key <c>tenant/gallery</c>. Its state is small:
/// the model it is bound to and the list of its shards. Who is in which shard is known to the identity and to the shard.
/// </summary>
[Alias("FaceGrid.IGalleryGrain")]
public interface IGalleryGrain : IGrainWithStringKey
{
    /// <summary>Where to search. Answers while a shard is being opened.</summary>
    [AlwaysInterleave]
    [Alias("Describe")]
    Task<GalleryDescription> Describe();

    /// <summary>
    /// A shard to put a new person into. Binds the gallery to the model version if it is the first.
    /// </summary>
    /// <param name="fullShard">A shard that turned out to be full, or null: a new one is opened if it is the newest.</param>
    /// <exception cref="GridRequestException"><see cref="GridError.ModelMismatch"/>: bound to another version.</exception>
    [Alias("Reserve")]
    Task<int> Reserve(string modelVersion, int? fullShard);

    /// <summary>Decisions follow the new policy from the next probe on. A gallery may be given one before anybody is enrolled.</summary>
    /// <exception cref="GridRequestException">A figure out of range.</exception>
    [Alias("SetPolicy")]
    Task SetPolicy(DecisionPolicy policy);

    /// <summary>As <see cref="Reserve"/>, for a version that the tenant may come to use: the gallery's own stays as it is.</summary>
    [Alias("ReserveFor")]
    Task<int> ReserveFor(string modelVersion, int? fullShard);

    /// <summary>All shards, of whichever version.</summary>
    [AlwaysInterleave]
    [Alias("AllShards")]
    Task<IReadOnlyList<int>> AllShards();
}

namespace FaceGrid.Grains.Interfaces.Galleries;

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
    /// <param name="fullShard">A shard that turned out to be full, or null. Where there is another with room, that one is filled, else a new one is opened.</param>
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
    [Alias("Layout")]
    Task<GalleryLayout> Layout();

    /// <summary>Records that people of a shard are to move. One rebalance at a time: if there is one, it is returned and nothing changes.</summary>
    /// <param name="to">The shard that takes all of them; null: one that is opened takes some (a split).</param>
    /// <param name="goal">Templates that a split leaves where they are.</param>
    /// <exception cref="GridRequestException">A shard that is none of the gallery's with this version.</exception>
    [Alias("BeginRebalance")]
    Task<Rebalance> BeginRebalance(string modelVersion, int from, int? to, int goal);

    /// <summary>Takes the empty shard of a merge off the list. Nothing happens if another rebalance is recorded, or none.</summary>
    [Alias("CloseSource")]
    Task CloseSource(long layout);

    /// <summary>Forgets the rebalance of this layout. Nothing happens if another is recorded, or none.</summary>
    [Alias("EndRebalance")]
    Task EndRebalance(long layout);
}

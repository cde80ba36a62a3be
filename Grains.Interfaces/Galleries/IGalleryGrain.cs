using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>
/// A set of identities that one question is asked of (a building, a zone), key <c>tenant/gallery</c>. Its state is small: the model version
/// that it is bound to and the list of its shards. Which shard holds a person is recorded with the identity and in the shard.
/// </summary>
[Alias("FaceGrid.IGalleryGrain")]
public interface IGalleryGrain : IGrainWithStringKey
{
    /// <summary>The shards to search. Returns also while a shard is being opened.</summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Door | CallerRoles.Enrol)]
    [Alias("Describe")]
    Task<GalleryDescription> Describe();

    /// <summary>
    /// The shard for a new person. Binds the gallery to the model version if it has no version yet.
    /// </summary>
    /// <param name="fullShard">A shard that turned out to be full, or null. Another shard with room is preferred over a new one.</param>
    /// <exception cref="GridRequestException"><see cref="GridError.ModelMismatch"/>: bound to another version.</exception>
    [Callers(CallerRoles.Silo)]
    [Alias("Reserve")]
    Task<int> Reserve(string modelVersion, int? fullShard);

    /// <summary>Sets the decision policy, from the next probe on. A gallery without people may have a policy.</summary>
    /// <exception cref="GridRequestException">A figure is out of range.</exception>
    [Callers(CallerRoles.Admin)]
    [Alias("SetPolicy")]
    Task SetPolicy(DecisionPolicy policy);

    /// <summary>
    /// Notifies the gallery of a changed model registry, for <see cref="Models.IModelRegistryGrain"/>. An older state than the known one is
    /// ignored.
    /// </summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Silo)]
    [Alias("RegistryChanged")]
    Task RegistryChanged(long version);

    /// <summary>As <see cref="Reserve"/>, for a version that is not the gallery's active one; the active version does not change.</summary>
    [Callers(CallerRoles.Silo)]
    [Alias("ReserveFor")]
    Task<int> ReserveFor(string modelVersion, int? fullShard);

    /// <summary>All shards, of every model version.</summary>
    [AlwaysInterleave]
    [Callers(CallerRoles.Silo)]
    [Alias("Layout")]
    Task<GalleryLayout> Layout();

    /// <summary>
    /// Identities that searches of the active model version can find, in ordinal order. Consistent with rebalances: a person who moves
    /// between two shards while the page is read is neither missed nor listed twice.
    /// </summary>
    /// <param name="after">The name after which the page begins; null: the first page.</param>
    /// <param name="count">Names in a page, at least 1.</param>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.UnknownGallery"/>: the gallery has never had an enrolled identity; <see cref="GridError.MissingKey"/>.
    /// </exception>
    [AlwaysInterleave]
    [Callers(CallerRoles.Enrol)]
    [Alias("ListPage")]
    Task<GalleryPage> ListPage(string? after, int count);

    /// <summary>Records a rebalance. One at a time: if one is recorded, it is returned and nothing changes.</summary>
    /// <param name="to">The shard that all people move to (a merge); null: a new shard is opened for some of them (a split).</param>
    /// <param name="goal">Templates that a split leaves in <paramref name="from"/>.</param>
    /// <exception cref="GridRequestException">A shard does not belong to the gallery's shards of this version.</exception>
    [Callers(CallerRoles.Silo)]
    [Alias("BeginRebalance")]
    Task<Rebalance> BeginRebalance(string modelVersion, int from, int? to, int goal);

    /// <summary>Removes the emptied shard of a merge from the list. No effect unless the rebalance of this layout is recorded.</summary>
    [Callers(CallerRoles.Silo)]
    [Alias("CloseSource")]
    Task CloseSource(long layout);

    /// <summary>Deletes the record of the rebalance of this layout. No effect unless that rebalance is recorded.</summary>
    [Callers(CallerRoles.Silo)]
    [Alias("EndRebalance")]
    Task EndRebalance(long layout);
}

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>
/// A packed slice of a gallery, key <c>tenant/gallery/n</c>: the read model that a probe is compared with. An identity
/// changes its entry in two steps around its own write, so that a crash anywhere leaves both agreeing:
/// <list type="number">
/// <item><see cref="Prepare"/> / <see cref="PrepareRemoval"/>: the entry is durable here, marked doubtful;</item>
/// <item>the identity writes (or clears) its own state, which decides;</item>
/// <item><see cref="Commit"/> / <see cref="CommitRemoval"/>: searches see the change.</item>
/// </list>
/// An entry found doubtful at activation, or doubtful for longer than a change takes, is settled by asking the identity.
/// </summary>
[Alias("FaceGrid.IGalleryShardGrain")]
public interface IGalleryShardGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the entry durable as doubtful. False if the shard does not hold the person yet and takes nobody: it is full, gives its people away,
    /// or is not the gallery's any more.
    /// </summary>
    /// <exception cref="GridRequestException">A new person, and the tenant's limit on people (<see cref="Limits.IPeopleLimitGrain"/>).</exception>
    [Alias("Prepare")]
    Task<bool> Prepare(string modelVersion, ShardEntry entry);

    /// <summary>
    /// Makes the entry searchable. Idempotent; an entry that is not there any more is put back first. False if that cannot be: the shard gives its
    /// people away, or is not the gallery's any more, and the person needs another place.
    /// </summary>
    [Alias("Commit")]
    Task<bool> Commit(string modelVersion, ShardEntry entry);

    /// <summary>Marks the person's entry doubtful, durably.</summary>
    [Alias("PrepareRemoval")]
    Task PrepareRemoval(string identity);

    /// <summary>Erases the person's entry from searches and from storage. Idempotent.</summary>
    [Alias("CommitRemoval")]
    Task CommitRemoval(string identity);

    /// <summary>The <paramref name="count"/> people nearest to the probe: exactly those of a float64 brute force.</summary>
    /// <param name="probe">128 floats with L2 norm 1.</param>
    /// <param name="fusion">Which distance a person with several templates has.</param>
    /// <param name="layout">Of the description of the gallery that led here.</param>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.ModelMismatch"/>; <see cref="GridError.OutdatedLayout"/>: people have moved since, and the gallery is to be asked again.
    /// </exception>
    [Alias("Search")]
    Task<ShardAnswer> Search(string modelVersion, float[] probe, int count, TemplateFusion fusion, long layout);

    /// <summary>People of this shard in ordinal order, from the first name after <paramref name="after"/> on.</summary>
    [Alias("List")]
    Task<IReadOnlyList<string>> List(string? after, int count);

    /// <summary>Counts for the tenant's limit on people. From then on the shard asks <see cref="Limits.IPeopleLimitGrain"/> before it takes in somebody new.</summary>
    [Alias("TakeCensus")]
    Task<ShardCensus> TakeCensus();

    /// <summary>Lets the shard take in so many new people before it asks, for <see cref="Limits.IPeopleLimitGrain"/>.</summary>
    [Alias("AddToShare")]
    Task AddToShare(int places);

    /// <summary>As <see cref="List"/>, with those who are being enrolled or removed.</summary>
    [Alias("ListHeld")]
    Task<IReadOnlyList<string>> ListHeld(string? after, int count);

    /// <summary>How much a search goes through.</summary>
    [Alias("Size")]
    Task<ShardSize> Size();

    /// <summary>How full it is.</summary>
    [Alias("Load")]
    Task<ShardLoad> Load();

    /// <summary>From now on it gives its people away, takes nobody and answers no search with an earlier layout. Durable when it returns. Idempotent.</summary>
    /// <exception cref="GridRequestException"><see cref="GridError.OutdatedLayout"/>: it knows a later one.</exception>
    [Alias("Drain")]
    Task Drain(long layout);

    /// <summary>It keeps whom it has and takes people again. Nothing happens if it was told to drain for another layout.</summary>
    [Alias("EndDrain")]
    Task EndDrain(long layout);

    /// <summary>Marks the entry of a person whom another shard has published already as doubtful, durably, and hides it from searches.</summary>
    /// <returns>False: it does not give people away for this layout, and nothing has changed.</returns>
    [Alias("Release")]
    Task<bool> Release(string identity, long layout);

    /// <summary>Completes once storage has, and has no more than, what is settled in memory.</summary>
    [Alias("Flush")]
    Task Flush();

    /// <summary>Clears all of its states from storage and ends. To be called of a shard that is not the gallery's any more.</summary>
    /// <returns>False: it still has entries, and nothing has changed.</returns>
    [Alias("Close")]
    Task<bool> Close(long layout);

    /// <summary>Entries that are in storage and answer no search, in ordinal order: of people whose key was erased, or that somebody altered.</summary>
    [Alias("Unreadable")]
    Task<IReadOnlyList<UnreadableEntry>> Unreadable();

    /// <summary>Pages with keys under a former key-encryption key.</summary>
    [Alias("PagesToRewrap")]
    Task<int> PagesToRewrap();

    /// <summary>Wraps the keys of up to <paramref name="most"/> pages under the current key-encryption key. The entries stay as they are.</summary>
    /// <returns>How many pages wait.</returns>
    [Alias("Rewrap")]
    Task<int> Rewrap(int most);
}

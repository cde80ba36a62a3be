using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Consistency;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>
/// A packed slice of a gallery, key <c>tenant/gallery/n</c>: the read model that a probe is compared with. An identity changes its entry
/// by a
/// two-phase commit around its own write, so that both agree after a crash at any point:
/// <list type="number">
/// <item><see cref="Prepare"/> / <see cref="PrepareRemoval"/>: the entry is durable in the shard, marked as prepared;</item>
/// <item>the identity writes (or clears) its own state, which is the commit point;</item>
/// <item><see cref="Commit"/> / <see cref="CommitRemoval"/>: searches see the change.</item>
/// </list>
/// An entry that is prepared at activation, or remains prepared for longer than a change takes, is in doubt. The shard resolves it by
/// reading
/// the identity's record: committed if the record has it, aborted otherwise.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IGalleryShardGrain")]
public interface IGalleryShardGrain : IGrainWithStringKey
{
    /// <summary>
    /// Makes the entry durable as prepared. False if the shard does not hold the person and admits no new one: it is full, is being
    /// drained, or no longer belongs to the gallery.
    /// </summary>
    /// <exception cref="GridRequestException">
    /// A new person, and the tenant's limit on people (<see cref="Limits.IPeopleLimitGrain"/>).
    /// </exception>
    [Alias("Prepare")]
    Task<bool> Prepare(string modelVersion, ShardEntry entry);

    /// <summary>
    /// Makes the entry searchable. Idempotent; an entry that was aborted meanwhile is restored first. False if that is impossible, because
    /// the shard is being drained or no longer belongs to the gallery: the person needs another shard.
    /// </summary>
    [Alias("Commit")]
    Task<bool> Commit(string modelVersion, ShardEntry entry);

    /// <summary>Marks the person's entry as prepared for removal, durably.</summary>
    [Alias("PrepareRemoval")]
    Task PrepareRemoval(string identity);

    /// <summary>Erases the person's entry from searches and from storage. Idempotent.</summary>
    [Alias("CommitRemoval")]
    Task CommitRemoval(string identity);

    /// <summary>The <paramref name="count"/> people nearest to the probe: exactly those of a float64 brute force.</summary>
    /// <param name="probe">128 floats with L2 norm 1.</param>
    /// <param name="fusion">Which distance a person with several templates has.</param>
    /// <param name="layout">Layout number of the gallery description that the caller used.</param>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.ModelMismatch"/>; <see cref="GridError.OutdatedLayout"/>: people have moved since, and the caller must describe
    /// the gallery again.
    /// </exception>
    [Alias("Search")]
    Task<ShardAnswer> Search(string modelVersion, float[] probe, int count, TemplateFusion fusion, long layout);

    /// <summary>Searchable people of this shard in ordinal order, from the first name after <paramref name="after"/>.</summary>
    [Alias("List")]
    Task<IReadOnlyList<string>> List(string? after, int count);

    /// <summary>
    /// Counts people for the tenant's limit. Afterwards the shard has no share left, and asks <see cref="Limits.IPeopleLimitGrain"/> before
    /// it admits a new person.
    /// </summary>
    [Alias("TakeCensus")]
    Task<ShardCensus> TakeCensus();

    /// <summary>Permits that many more new people, for <see cref="Limits.IPeopleLimitGrain"/>.</summary>
    [Alias("AddToShare")]
    Task AddToShare(int places);

    /// <summary>As <see cref="List"/>, including people whose enrolment or removal is under way.</summary>
    [Alias("ListHeld")]
    Task<IReadOnlyList<string>> ListHeld(string? after, int count);

    /// <summary>How much a search covers.</summary>
    [Callers(CallerRoles.Door | CallerRoles.Enrol)]
    [Alias("Size")]
    Task<ShardSize> Size();

    /// <summary>How full the shard is.</summary>
    [Alias("Load")]
    Task<ShardLoad> Load();

    /// <summary>
    /// Begins to drain: people move out, new ones are not admitted, and searches with an earlier layout are refused. Durable on return.
    /// Idempotent.
    /// </summary>
    /// <exception cref="GridRequestException"><see cref="GridError.OutdatedLayout"/>: the shard has a later layout.</exception>
    [Alias("Drain")]
    Task Drain(long layout);

    /// <summary>
    /// Ends the drain: the shard keeps its remaining people and admits new ones. No effect if it is drained for another layout.
    /// </summary>
    [Alias("EndDrain")]
    Task EndDrain(long layout);

    /// <summary>
    /// Marks the entry of a person whom another shard has published as prepared for removal, durably, and hides it from searches.
    /// </summary>
    /// <returns>False: the shard is not drained for this layout, and nothing has changed.</returns>
    [Alias("Release")]
    Task<bool> Release(string identity, long layout);

    /// <summary>Completes once storage holds exactly what is resolved in memory.</summary>
    [Alias("Flush")]
    Task Flush();

    /// <summary>
    /// Clears all states of the shard from storage and deactivates it. For a shard that no longer belongs to the gallery.
    /// </summary>
    /// <returns>False: it still has entries, and nothing has changed.</returns>
    [Alias("Close")]
    Task<bool> Close(long layout);

    /// <summary>
    /// Quarantined entries, in ordinal order: they are in storage and excluded from searches, because the person's key was erased or the
    /// stored data was altered.
    /// </summary>
    [Alias("Unreadable")]
    Task<IReadOnlyList<UnreadableEntry>> Unreadable();

    /// <summary>
    /// Compares committed and quarantined entries with the records of their identities. Entries with a change under way are skipped.
    /// </summary>
    /// <param name="after">Name after which the slice begins; null: the first.</param>
    /// <param name="repair">True: the shard is made to agree with the records, durably.</param>
    [Alias("Audit")]
    Task<AuditPage> Audit(string? after, int count, bool repair);

    /// <summary>How the shard's entry of a person compares with that of the person's record.</summary>
    [Alias("StateOf")]
    Task<HeldState> StateOf(ShardEntry entry);

    /// <summary>Number of pages with keys under a former key-encryption key.</summary>
    [Alias("PagesToRewrap")]
    Task<int> PagesToRewrap();

    /// <summary>
    /// Wraps the keys of up to <paramref name="most"/> pages under the current key-encryption key. The entries stay as they are.
    /// </summary>
    /// <returns>How many pages remain.</returns>
    [Alias("Rewrap")]
    Task<int> Rewrap(int most);
}

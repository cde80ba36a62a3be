using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Consistency;

/// <summary>
/// Compares a tenant's shards with its identities in both directions, in bounded slices, and repairs on request; key: tenant. Silos run
/// the same slices in the background.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.ITenantCheckGrain")]
public interface ITenantCheckGrain : IGrainWithStringKey
{
    /// <summary>All shards of the tenant.</summary>
    [Callers(CallerRoles.Admin)]
    [Alias("Shards")]
    Task<IReadOnlyList<AuditedShard>> Shards();

    /// <summary>Compares the entries of a shard with the records of their identities.</summary>
    /// <param name="shard">Key of the shard.</param>
    /// <param name="after">Name after which the slice begins; null: the first.</param>
    /// <param name="count">Most people in the slice.</param>
    /// <param name="repair">True: the shard is made to agree with the records.</param>
    [Callers(CallerRoles.Admin)]
    [Alias("AuditShard")]
    Task<AuditPage> AuditShard(string shard, string? after, int count, bool repair);

    /// <summary>Compares stored records with the shards that they list. Parameters as in <see cref="AuditShard"/>.</summary>
    /// <exception cref="GridRequestException">The store cannot list identities.</exception>
    [Callers(CallerRoles.Admin)]
    [Alias("AuditRecords")]
    Task<AuditPage> AuditRecords(string? after, int count, bool repair);

    /// <summary>Runs the next background slice of <see cref="AuditRecords"/>, if the last one was long enough ago.</summary>
    [Alias("Tick")]
    Task Tick();
}

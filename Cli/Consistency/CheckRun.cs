using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces.Consistency;

namespace FaceGrid.Cli.Consistency;

/// <summary>
/// Compares shards with identities slice by slice. A local data folder is released between slices, so that other commands can run.
/// </summary>
/// <param name="repair">Whether shards are made to agree with the records.</param>
internal sealed class CheckRun(CommandContext context, bool repair)
{
    /// <summary>People in one call.</summary>
    private const int Slice = 500;

    /// <summary>How long the data folder is locked before it is released to other commands.</summary>
    private static readonly TimeSpan Held = TimeSpan.FromSeconds(2);

    /// <summary>How long the folder stays unlocked: longer than the polling interval of waiting commands.</summary>
    private static readonly TimeSpan Released = TimeSpan.FromMilliseconds(300);

    private readonly List<CopyFault> _faults = [];
    private int _shards;
    private int _entries;
    private int _records;
    private int _skipped;

    /// <summary>
    /// The faults found so far. The second direction finds those entries again that differ and were not repaired in the first.
    /// </summary>
    public IReadOnlyList<CopyFault> Faults => [.. _faults.DistinctBy(f => (f.Kind, f.Identity, f.Gallery, f.Shard))];

    public CheckResult Result => new(_shards, _entries, _records, Faults.Count, Faults.Count(f => f.Repaired), _skipped);

    /// <summary>Compares all shards, then all records.</summary>
    public async Task Compare(CancellationToken cancellationToken)
    {
        IReadOnlyList<AuditedShard> shards = [];
        await using (var client = await context.OpenClientWithoutEncoder(cancellationToken))
        {
            shards = await client.Check.Shards();
        }

        _shards = shards.Count;
        var people = shards.Sum(s => s.People);

        // About as many records as entries.
        await context.Output.WithProgress("comparing shards and identities", 2 * people, async progress =>
        {
            foreach (var shard in shards)
            {
                await Pages(
                    (check, after) => check.AuditShard(shard.Key, after, Slice, repair),
                    page => progress(_entries += page.Examined),
                    cancellationToken);
            }

            await Pages(
                (check, after) => check.AuditRecords(after, Slice, repair),
                page => progress(_entries + (_records += page.Examined)),
                cancellationToken);
            return true;
        });
    }

    private async Task Pages(
        Func<ITenantCheckGrain, string?, Task<AuditPage>> audit, Action<AuditPage> done, CancellationToken cancellationToken)
    {
        string? after = null;
        for (var isFirst = true; isFirst || after is not null; isFirst = false)
        {
            if (!isFirst)
            {
                await Task.Delay(Released, cancellationToken);
            }

            await using var client = await context.OpenClientWithoutEncoder(cancellationToken);
            var started = TimeProvider.System.GetTimestamp();
            do
            {
                var page = await audit(client.Check, after);
                after = page.Next;
                _faults.AddRange(page.Faults);
                _skipped += page.Skipped;
                done(page);
            }
            while (after is not null && TimeProvider.System.GetElapsedTime(started) < Held);
        }
    }
}

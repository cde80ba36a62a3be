using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Consistency;
using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces.Consistency;

namespace FaceGrid.Cli.Commands;

/// <summary><c>check</c>: compares the galleries' shards with the identities' records (docs/adr/0020).</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var repair = new Option<bool>("--repair") { Description = "Make the shards agree with the records" };
        return new Command(
            "check",
            "Compare the search index of all galleries with the identities' records, in both directions. Exit code 3: they differ").With(
            [repair], (context, cancellationToken) => Run(context, context.Result.GetValue(repair), cancellationToken));
    }

    private static async Task<int> Run(CommandContext context, bool repair, CancellationToken cancellationToken)
    {
        var run = new CheckRun(context, repair);
        await run.Compare(cancellationToken);
        foreach (var fault in run.Faults)
        {
            context.Output.Result(
                new CheckFaultResult(fault.Kind, fault.Identity, fault.Gallery, fault.Shard, fault.Reason, fault.Repaired), Text);
        }

        var result = run.Result;
        context.Output.Result(result, r =>
            $"{r.Entries} entries of {r.Shards} shards and {r.Records} records: {Differences(r)}"
            + (r.Skipped > 0 ? $"; {r.Skipped} identities with a change under way were not compared" : ""));
        return result.Faults > result.Repaired ? ExitCodes.Differences : ExitCodes.Success;
    }

    private static string Differences(CheckResult r) => r.Faults switch
    {
        0 => "no differences",
        _ when r.Repaired > 0 => $"differences: {r.Faults}, repaired: {r.Repaired}",
        _ => $"differences: {r.Faults}; repair them with: check --repair",
    };

    private static string Text(CheckFaultResult r)
    {
        var place = r.Gallery is null ? "" : $" in gallery '{r.Gallery}', shard {r.Shard}";
        var text = r.Kind switch
        {
            CopyFaultKind.EntryWithoutRecord => $"has an entry{place}, and no record that lists it",
            CopyFaultKind.RecordWithoutEntry => $"has a record, and no entry{place}",
            CopyFaultKind.EntryDiffers => $"has other templates, or another version,{place} than in the record",
            CopyFaultKind.UnreadableEntry => $"has an entry{place} that cannot be read: {r.Reason}",
            _ => $"has a record{place} that cannot be read, only removed: {r.Reason}",
        };
        return $"{r.Identity}: {text}{(r.Repaired ? "; repaired" : "")}";
    }
}

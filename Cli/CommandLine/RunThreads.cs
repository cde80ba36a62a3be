using System.Globalization;
using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>How many processor threads a run computes with that may go on from a checkpoint.</summary>
internal static class RunThreads
{
    /// <param name="checkpoint">The checkpoint's path and the number that its run began with; null: the run begins now.</param>
    /// <returns>The checkpoint's number, else what <c>--threads</c> says, else one for each core.</returns>
    /// <exception cref="BadInputException"><c>--threads</c> and the checkpoint differ.</exception>
    public static int Of(CommandContext context, (string Path, int Threads)? checkpoint)
    {
        if (checkpoint is not { } run)
        {
            return context.Threads > 0 ? context.Threads : Environment.ProcessorCount;
        }

        return context.Threads == 0 || context.Threads == run.Threads
            ? run.Threads
            : throw new BadInputException(
                string.Create(CultureInfo.InvariantCulture, $"--threads {context.Threads}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the run in {run.Path} began with {run.Threads} and would end in other bits; leave --threads out to go on"));
    }
}

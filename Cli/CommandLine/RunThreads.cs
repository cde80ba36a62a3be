using System.Globalization;
using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>CPU threads of a run that may resume from a checkpoint.</summary>
internal static class RunThreads
{
    /// <param name="context">The invocation, for <c>--threads</c>.</param>
    /// <param name="checkpoint">The checkpoint's path and the thread count of its run; null: a new run.</param>
    /// <returns>The checkpoint's thread count, else <c>--threads</c>, else one per core.</returns>
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
                    $"the run in {run.Path} was started with {run.Threads} threads, and another count changes its results; "
                        + $"omit --threads to resume"));
    }
}

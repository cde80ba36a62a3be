using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Silo.Encryption;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary><c>keys create</c>, <c>keys rotate</c> and <c>keys show</c>: what people are encrypted under (docs/adr/0008).</summary>
internal static class KeysCommand
{
    private const int AtOnce = 512;

    /// <summary>How long the data folder is held before other commands have their turn.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    /// <summary>More than others wait between two looks at the folder's lock.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(300);

    public static Command Create()
    {
        var command = new Command("keys", "The keys that people are encrypted under (--key-file)");
        command.Subcommands.Add(new Command("create", "Make a key file with one new key").With([], MakeFile));
        var resume = new Option<bool>("--resume") { Description = "Go on with a rotation that was stopped: no new key is made" };
        command.Subcommands.Add(new Command("rotate", "Put a new key into the file and everybody's own key under it; people who are not encrypted yet become so").With(
            [resume], (context, cancellationToken) => Rotate(context, context.Result.GetValue(resume), cancellationToken)));
        command.Subcommands.Add(new Command("show", "How many people are under the file's current key").With([], Show));
        return command;
    }

    private static Task<int> MakeFile(CommandContext context, CancellationToken cancellationToken)
    {
        var file = FileOf(context);
        var id = KeyFile.Create(file);
        context.Output.Result(new { KeyFile = file, Key = id }, r => $"{r.KeyFile}: key {r.Key}. Keep a copy elsewhere: without it nobody who is encrypted can be read.");
        return Task.FromResult(ExitCodes.Success);
    }

    private static async Task<int> Rotate(CommandContext context, bool resume, CancellationToken cancellationToken)
    {
        if (context.Cluster is not null && !resume)
        {
            throw new BadInputException("keys rotate", "a cluster's key file is put before its silos by the operator (docs/operations.md); then: keys rotate --resume");
        }

        var file = FileOf(context);

        // Before the file is changed: a store that cannot be opened, or needs a key that the file lacks, stays as it is.
        await Ask(context, r => r.Look(), cancellationToken);
        if (!resume)
        {
            KeyFile.Rotate(file);
        }

        var status = await Ask(context, r => r.Look(), cancellationToken);
        var (people, total) = (status.PeopleWaiting, status.PeopleWaiting + status.PagesWaiting);
        if (total > 0)
        {
            await context.Output.WithProgress($"rewrapping {people} keys", total, async progress =>
            {
                for (var left = total; left > 0; progress(Math.Max(0, total - left)))
                {
                    left = await Ask(context, r => Steps(r, cancellationToken), cancellationToken);
                    await Task.Delay(Turn, cancellationToken);
                }

                return true;
            });
        }

        context.Output.Result(
            new { KeyFile = file, status.Key, status.People, Rewrapped = people },
            r => $"{r.People} people are under key {r.Key}, {r.Rewrapped} of them newly. The former keys are needed for backups from before.");
        return ExitCodes.Success;
    }

    private static async Task<int> Show(CommandContext context, CancellationToken cancellationToken)
    {
        var file = FileOf(context);
        var status = await Ask(context, r => r.Look(), cancellationToken);
        context.Output.Result(
            new { KeyFile = file, status.Key, status.People, status.PeopleWaiting, status.PagesWaiting },
            r => $"key {r.Key}: {r.People - r.PeopleWaiting} of {r.People} people are under it"
                + (r.PeopleWaiting + r.PagesWaiting > 0 ? "; the others and their copies follow with: keys rotate --resume" : ""));
        return ExitCodes.Success;
    }

    private static async Task<int> Steps(IKeyRotationGrain rotation, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        int left;
        do
        {
            left = await rotation.Step(AtOnce, cancellationToken);
        }
        while (left > 0 && Stopwatch.GetElapsedTime(started) < Slice);
        return left;
    }

    private static async Task<T> Ask<T>(CommandContext context, Func<IKeyRotationGrain, Task<T>> question, CancellationToken cancellationToken)
    {
        await using var grid = await context.OpenGridWithoutEncoder(cancellationToken);
        return await question(grid.KeyRotation);
    }

    /// <summary>A cluster's silos have theirs.</summary>
    private static string FileOf(CommandContext context) => context.KeyFile ?? context.Cluster ?? throw new BadInputException("--key-file", "say which file: --key-file FILE");
}

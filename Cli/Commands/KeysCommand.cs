using System.CommandLine;
using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Results;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Silo.Encryption;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Cli.Commands;

/// <summary><c>keys create</c>, <c>keys rotate</c> and <c>keys show</c>: key-encryption keys of identities (docs/adr/0008).</summary>
internal static class KeysCommand
{
    private const int AtOnce = 512;

    /// <summary>How long the data folder is locked before it is released to other commands.</summary>
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(2);

    /// <summary>How long the folder stays unlocked: longer than the polling interval of waiting commands.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(300);

    public static Command Create()
    {
        var command = new Command("keys", "Key-encryption keys of identities (--key-file)");
        command.Subcommands.Add(new Command("create", "Create a key file with one new key").With([], MakeFile));
        var resume = new Option<bool>("--resume") { Description = "Resume an interrupted rotation; no new key is created" };
        const string Rotation =
            "Add a new key to the file and rewrap every identity's key with it; unencrypted identities are encrypted";
        command.Subcommands.Add(new Command("rotate", Rotation).With(
            [resume], (context, cancellationToken) => Rotate(context, context.Result.GetValue(resume), cancellationToken)));
        command.Subcommands.Add(new Command("show", "Show how many identities are encrypted under the current key").With([], Show));
        return command;
    }

    private static Task<int> MakeFile(CommandContext context, CancellationToken cancellationToken)
    {
        var file = FileOf(context);
        if (context.KeyFile is null)
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(file)!);
        }

        var id = KeyFile.Create(file);
        context.Output.Result(new KeyCreatedResult(file, id), r =>
            $"{r.KeyFile}: key {r.Key}. Keep a backup: without the key, encrypted identities cannot be read.");
        return Task.FromResult(ExitCodes.Success);
    }

    private static async Task<int> Rotate(CommandContext context, bool resume, CancellationToken cancellationToken)
    {
        if (context.Cluster is not null && !resume)
        {
            throw new BadInputException(
                "keys rotate",
                "the key file of a cluster is installed on its silos by the operator (docs/operations.md); then run: keys rotate --resume");
        }

        var file = FileOf(context);

        // Opened before the file is changed: a store that cannot be opened, or needs a missing key, stays unchanged.
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
            new KeyRotatedResult(file, status.Key, status.People, people),
            r => $"{r.People} identities are encrypted under key {r.Key}, {r.Rewrapped} of them newly. "
                + "Earlier keys are needed for older backups.");
        return ExitCodes.Success;
    }

    private static async Task<int> Show(CommandContext context, CancellationToken cancellationToken)
    {
        var file = FileOf(context);
        var status = await Ask(context, r => r.Look(), cancellationToken);
        context.Output.Result(
            new KeyStatusResult(file, status.Key, status.People, status.PeopleWaiting, status.PagesWaiting),
            r => $"key {r.Key}: {r.People - r.PeopleWaiting} of {r.People} identities are encrypted under it"
                + (r.PeopleWaiting + r.PagesWaiting > 0 ? "; encrypt the remaining ones with: keys rotate --resume" : ""));
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

    private static async Task<T> Ask<T>(
        CommandContext context, Func<IKeyRotationGrain, Task<T>> question, CancellationToken cancellationToken)
    {
        // Named explicitly, so that a store without encryption becomes encrypted.
        var encryption = context.Encryption with { KeyFile = context.Cluster is null ? FileOf(context) : null };
        await using var faceClient = await context.OpenClientWithoutEncoder(cancellationToken, encryption: encryption);
        return await question(faceClient.KeyRotation);
    }

    /// <summary>The key file; of a cluster, whose silos have their own, its address.</summary>
    private static string FileOf(CommandContext context) => context.KeyFile ?? context.Cluster ?? LocalKeyFile.PathOf(context.Data);
}

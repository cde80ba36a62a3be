using System.CommandLine;
using FaceGrid.Client.Cli;
using FaceGrid.Vision;
using FaceGrid.Vision.Training;
using TorchSharp;
using static FaceGrid.Client.Cli.Output;

namespace FaceGrid.Client.Commands;

/// <summary><c>train bundled</c>: how the encoder in models/ was made, and can be made again.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var command = new Command("train", "Train encoders");
        command.Subcommands.Add(Bundled());
        return command;
    }

    private static Command Bundled()
    {
        var defaults = new BundledEncoderTrainingOptions { Output = "" };
        var output = new Option<string>("--out") { Description = "Weight file to write", HelpName = "FILE", Required = true };
        var seed = SharedOptions.Count("--seed", "Seed of weights, order and mirroring", defaults.Seed, 0, int.MaxValue);
        var people = SharedOptions.Count("--people", "Made-up people to train on", defaults.People, 2, 10_000);
        var photos = SharedOptions.Count("--photos", "Photos of each", defaults.PhotosOfEach, 2, 1000);
        var steps = SharedOptions.Count("--steps", "Steps as a classifier", defaults.ClassifySteps, 1, 10_000_000);
        var triplets = SharedOptions.Count("--triplet-steps", "Steps on batch-hard triplets afterwards", defaults.TripletSteps, 0, 10_000_000);
        var heldOut = SharedOptions.Count("--held-out", "Other made-up people to validate on", defaults.HeldOutPeople, 4, 10_000);
        var metrics = new Option<string?>("--metrics") { Description = "Comma-separated values of every step", HelpName = "FILE" };
        return new Command("bundled", "Train the bundled encoder anew, on photos of made-up people that it renders itself")
            .With([output, seed, people, photos, steps, triplets, heldOut, metrics], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var options = defaults with
            {
                Output = context.Result.GetValue(output)!,
                Name = Path.GetFileNameWithoutExtension(context.Result.GetValue(output)!),
                Seed = context.Result.GetValue(seed),
                Device = context.Device,
                People = context.Result.GetValue(people),
                PhotosOfEach = context.Result.GetValue(photos),
                ClassifySteps = context.Result.GetValue(steps),
                TripletSteps = context.Result.GetValue(triplets),
                HeldOutPeople = context.Result.GetValue(heldOut),
                MetricsFile = context.Result.GetValue(metrics),
            };
            if (Path.GetDirectoryName(Path.GetFullPath(options.Output)) is { } folder && !Directory.Exists(folder))
            {
                throw new BadInputException(options.Output, "its folder does not exist");
            }

            torch.set_num_threads(context.Threads > 0 ? context.Threads : Environment.ProcessorCount);
            var total = options.ClassifySteps + options.TripletSteps;
            var result = await context.Output.WithProgress($"training on {options.People} made-up people", total, progress => Task.Run(
                () => BundledEncoderTraining.Run(options, p => progress(p.Step), cancellationToken), cancellationToken));
            context.Output.Result(
                result,
                r => $"{r.Output}: {r.Parameters} parameters in {Number(r.Seconds, 0)} s; held-out people: {r.HeldOut}");
            return ExitCodes.Success;
        }
    }
}

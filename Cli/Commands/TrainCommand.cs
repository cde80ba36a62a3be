using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Bundled;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Tensors;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train</c> and <c>train bundled</c>, which reproduces the bundled encoder in models/.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var command = new Command("train", "Train encoders, liveness networks and verification heads");
        command.Subcommands.Add(TrainEncoderCommand.Create());
        command.Subcommands.Add(TrainCompareCommand.Create());
        command.Subcommands.Add(Bundled());
        command.Subcommands.Add(TrainPrepareCommand.Create());
        command.Subcommands.Add(TrainLivenessCommand.Create());
        command.Subcommands.Add(TrainHeadCommand.Create());
        return command;
    }

    private static Command Bundled()
    {
        var defaults = new BundledEncoderTrainingOptions { Output = "" };
        var output = new Option<string>("--out") { Description = "Weight file to write", HelpName = "FILE", Required = true };
        var from = new Option<string?>("--from") { Description = "Weight file to start from (default: random weights)", HelpName = "FILE" };
        var seed = SharedOptions.Count("--seed", "Seed of initial weights, order and mirroring", defaults.Seed, 0, int.MaxValue);
        var people = SharedOptions.Count("--people", "Number of synthetic people to train on", defaults.People, 2, 10_000);
        var photos = SharedOptions.Count("--photos", "Photos per person", defaults.PhotosOfEach, 2, 1000);
        var traits = SharedOptions.Count(
            "--trait-steps", "Steps of the first phase: regression of the renderer's traits", defaults.TraitSteps, 0, 10_000_000);
        var steps = SharedOptions.Count("--steps", "Steps of the second phase: classification", defaults.ClassifySteps, 0, 10_000_000);
        var triplets = SharedOptions.Count(
            "--triplet-steps", "Steps of the third phase: batch-hard triplets", defaults.TripletSteps, 0, 10_000_000);
        var heldOut = SharedOptions.Count(
            "--held-out", "Number of other synthetic people to validate on", defaults.HeldOutPeople, 4, 10_000);
        var metrics = new Option<string?>("--metrics") { Description = "Write metrics of every step as CSV", HelpName = "FILE" };
        return new Command("bundled", "Train the bundled encoder on rendered photos of synthetic people")
            .With([output, from, seed, people, photos, traits, steps, triplets, heldOut, metrics], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var options = defaults with
            {
                Output = context.Result.GetValue(output)!,
                Name = Path.GetFileNameWithoutExtension(context.Result.GetValue(output)!),
                From = context.Result.GetValue(from),
                Seed = context.Result.GetValue(seed),
                Device = context.Device,
                People = context.Result.GetValue(people),
                PhotosOfEach = context.Result.GetValue(photos),
                TraitSteps = context.Result.GetValue(traits),
                ClassifySteps = context.Result.GetValue(steps),
                TripletSteps = context.Result.GetValue(triplets),
                HeldOutPeople = context.Result.GetValue(heldOut),
                MetricsFile = context.Result.GetValue(metrics),
            };
            if (Path.GetDirectoryName(Path.GetFullPath(options.Output)) is { } folder && !Directory.Exists(folder))
            {
                throw new BadInputException(options.Output, "its folder does not exist");
            }

            LibTorch.SetThreads(context.Threads);
            var total = options.TraitSteps + options.ClassifySteps + options.TripletSteps;
            var result = await context.Output.WithProgress($"training on {options.People} synthetic people", total, progress => Task.Run(
                () => BundledEncoderTraining.Run(options, p =>
                {
                    if (p.Phase == TrainingPhase.Validate)
                    {
                        context.Output.Note(
                            $"step {p.Step}: FNIR {Percent(p.Loss)} at FPIR {Percent(options.Fpir)}, verification {Percent(p.Accuracy)}, "
                                + $"{Number(p.Seconds, 0)} s");
                    }

                    if (p.Phase != TrainingPhase.Render)
                    {
                        progress(p.Step);
                    }
                }, cancellationToken), cancellationToken));
            context.Output.Result(
                result,
                r => $"{r.Output}: {r.Parameters} parameters in {Number(r.Seconds, 0)} s; held-out people: "
                    + $"verification {Percent(r.HeldOut.VerificationAccuracy)}, "
                    + $"1:{r.HeldOut.OpenSet.Enrolled} rank-1 {Percent(r.HeldOut.OpenSet.RankOne)}, "
                    + $"FNIR {Percent(r.HeldOut.OpenSet.Fnir)} at FPIR {Percent(r.HeldOut.OpenSet.Fpir)}");
            return ExitCodes.Success;
        }
    }
}

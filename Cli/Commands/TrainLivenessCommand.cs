using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision.Training.Liveness;
using FaceGrid.Vision.Training.Runs;
using FaceGrid.Vision.Tensors;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train liveness</c>: the two networks of temporal liveness.</summary>
internal static class TrainLivenessCommand
{
    public static Command Create()
    {
        var defaults = new LivenessTrainingOptions { Folder = "" };
        var output = new Option<string>("--out") { Description = "Output folder of both weight files", HelpName = "DIR", Required = true };
        var seed = SharedOptions.Count("--seed", "Seed of initial weights, bursts and order", defaults.Seed, 0, int.MaxValue);
        var steps = SharedOptions.Count("--steps", "Steps of the burst network", defaults.Steps, 1, 1_000_000);
        var blinkSteps = SharedOptions.Count("--blink-steps", "Steps of the blink network", defaults.BlinkSteps, 1, 1_000_000);
        var bursts = SharedOptions.Count("--bursts", "Number of bursts to render and train on", defaults.Bursts, 16, 100_000);
        var heldOut = SharedOptions.Count("--held-out", "Bursts per kind, of other people, to validate on", defaults.HeldOut, 4, 10_000);
        return new Command("liveness", "Train the blink and burst networks on rendered bursts of synthetic people")
            .With([output, seed, steps, blinkSteps, bursts, heldOut], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var options = defaults with
            {
                Folder = context.Result.GetValue(output)!,
                Seed = context.Result.GetValue(seed),
                Steps = context.Result.GetValue(steps),
                BlinkSteps = context.Result.GetValue(blinkSteps),
                Bursts = context.Result.GetValue(bursts),
                HeldOut = context.Result.GetValue(heldOut),
            };
            LibTorch.SetThreads(context.Threads);
            var result = await context.Output.WithProgress($"training on {options.Bursts} bursts", options.Steps, progress => Task.Run(
                () => LivenessTraining.Run(options, p =>
                {
                    if (p.Phase == TrainingPhase.Burst)
                    {
                        progress(p.Step);
                        if (p.Step % 100 == 0)
                        {
                            context.Output.Note(
                                $"step {p.Step}: loss {Number(p.Loss, 3)}, accuracy {Percent(p.Accuracy)}, {Number(p.Seconds, 0)} s");
                        }
                    }
                }, cancellationToken), cancellationToken));
            context.Output.Result(
                result,
                r => $"{string.Join(", ", r.Files)}: {string.Join(" and ", r.Parameters)} parameters in {Number(r.Seconds, 0)} s; "
                    + "held-out people, threshold 0.5, "
                    + $"burst alone: {Rates(r.Kinds, r.Burst)}; with blink: {Rates(r.Kinds, r.Fused)}; "
                    + $"blinks detected {Percent(r.BlinksFound)}, false blinks {Percent(r.FalseBlinks)}");
            return ExitCodes.Success;
        }
    }

    private static string Rates(IReadOnlyList<string> kinds, Vision.Evaluation.PresentationAttackRates rates) =>
        $"BPCER {Percent(rates.Bpcer)}, APCER " + string.Join(", ", kinds.Zip(rates.Apcer, (k, a) => $"{k} {Percent(a)}"));
}

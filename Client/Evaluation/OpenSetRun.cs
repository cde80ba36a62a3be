using System.Diagnostics;
using FaceGrid.Client.Cli;
using FaceGrid.Client.Hosting;
using FaceGrid.Client.Photos;

namespace FaceGrid.Client.Evaluation;

/// <summary>Runs a plan through the grid itself: enrolments, then probes, as a door would ask.</summary>
internal static class OpenSetRun
{
    private const int AtOnce = 16;

    public static async Task<(OpenSetReport Report, IReadOnlyList<ProbeResult> Results)> Run(
        Grid grid, string gallery, OpenSetPlan plan, double? threshold, Output output, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await output.WithProgress($"enrolling {plan.Enrolments.Count} people", plan.Enrolments.Count, async progress =>
        {
            var done = 0;
            await foreach (var (_, _, error) in Pipeline.Run(
                plan.Enrolments, AtOnce, e => grid.Enroll(gallery, e.Person, [e.Crop()], cancellationToken), cancellationToken))
            {
                ThrowIf(error);
                progress(++done);
            }

            return done;
        });

        var probing = Stopwatch.GetTimestamp();
        var probes = plan.Mated.Select(m => (Person: (string?)m.Person, m.Crop)).Concat(plan.Strangers.Select(s => (Person: (string?)null, Crop: s))).ToList();
        var results = await output.WithProgress($"recognising {probes.Count} photos", probes.Count, async progress =>
        {
            var results = new List<ProbeResult>(probes.Count);
            await foreach (var (probe, answer, error) in Pipeline.Run(
                probes, AtOnce, p => grid.Recognize(gallery, p.Crop(), threshold, candidates: 3, cancellationToken), cancellationToken))
            {
                ThrowIf(error);
                results.Add(new ProbeResult(probe.Person, answer!));
                progress(results.Count);
            }

            return results;
        });
        return (OpenSetReport.Of(plan.Enrolments.Count, results, Stopwatch.GetElapsedTime(probing), Stopwatch.GetElapsedTime(started)), results);
    }

    private static void ThrowIf(Exception? error)
    {
        if (error is not null)
        {
            throw error;
        }
    }
}

using System.Diagnostics;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Client;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Runs an open-set experiment through the grains: enrolments, then probes.</summary>
internal static class OpenSetRun
{
    private const int AtOnce = 16;

    /// <param name="faceClient">Client of the store.</param>
    /// <param name="plan">Enrolments and probes.</param>
    /// <param name="reader">Detects and aligns the faces.</param>
    /// <param name="choice">Which face of a photo is the labelled person's.</param>
    /// <param name="ask">Request of every probe; its crop is replaced.</param>
    /// <param name="output">Shows the progress.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public static async Task<(OpenSetReport Report, IReadOnlyList<ProbeResult> Results)> Run(
        FaceClient faceClient,
        OpenSetPlan plan,
        PhotoReader reader,
        FaceChoice choice,
        RecognitionRequest ask,
        Output output,
        CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var failed = await Enroll(faceClient, plan, reader, choice, ask, output, cancellationToken);
        if (failed.Count == plan.Enrolments.Count)
        {
            throw new BadInputException("enrolment", $"none of {failed.Count} people could be enrolled ({reader.Located})");
        }

        // Also of a large gallery the own people are measured before the first probe.
        await faceClient.Audit(await faceClient.Describe(ask.Gallery));
        var probing = Stopwatch.GetTimestamp();
        var probes = plan.Mated.Where(m => !failed.Contains(m.Person)).Select(m => (m.Person, m.Photo, Enrolled: true))
            .Concat(plan.Strangers.Select(s => (s.Person, s.Photo, Enrolled: false)))
            .ToList();
        var results = await output.WithProgress($"recognising {probes.Count} photos", probes.Count, async progress =>
        {
            var results = new List<ProbeResult>(probes.Count);
            await foreach (var (probe, answer, error) in Pipeline.Run(probes, AtOnce, p => Recognize(p.Photo), cancellationToken))
            {
                ThrowIf(error);
                results.Add(new ProbeResult(probe.Person, probe.Photo, probe.Enrolled, answer!));
                progress(results.Count);
            }

            return results;
        });
        var report = OpenSetReport.Of(
            plan.Enrolments.Count - failed.Count,
            [.. failed.Order(StringComparer.Ordinal)],
            reader.Located,
            results,
            Stopwatch.GetElapsedTime(probing),
            Stopwatch.GetElapsedTime(started));
        return (report, results);

        async Task<RecognitionAnswer> Recognize(string photo)
        {
            var faces = await reader.Read(photo, cancellationToken);
            return faces.Count == 0
                ? await faceClient.CannotDecide(
                    ask with { Crop = new AlignedFace(photo, []) }, UndecidedReason.NoFace, "no face was found", cancellationToken)
                : await faceClient.Recognize(
                    ask with { Crop = PhotoFace.Choose(faces, choice).Crop with { Name = photo } }, cancellationToken);
        }
    }

    private static Task<HashSet<string>> Enroll(
        FaceClient faceClient,
        OpenSetPlan plan,
        PhotoReader reader,
        FaceChoice choice,
        RecognitionRequest ask,
        Output output,
        CancellationToken cancellationToken) =>
        output.WithProgress($"enrolling {plan.Enrolments.Count} people", plan.Enrolments.Count, async progress =>
        {
            var failed = new HashSet<string>(StringComparer.Ordinal);
            var done = 0;
            await foreach (var (person, _, error) in Pipeline.Run(plan.Enrolments, AtOnce, EnrollOne, cancellationToken))
            {
                progress(++done);
                if (error is not null && ErrorLine.ExitCodeOf(error) == ExitCodes.BadInput)
                {
                    failed.Add(person.Person);
                    ErrorLine.Write($"{person.Person} is not enrolled: {error.Message}");
                    continue;
                }

                ThrowIf(error);
            }

            return failed;

            async Task<EnrolmentReceipt> EnrollOne((string Person, IReadOnlyList<string> Photos) person)
            {
                var crops = await Task.WhenAll(person.Photos.Select(p => reader.ReadOne(p, choice, cancellationToken)));
                return await faceClient.Enroll(ask.Gallery, person.Person, crops, ask.Quality, keepPhotos: false, cancellationToken);
            }
        });

    private static void ThrowIf(Exception? error)
    {
        if (error is not null)
        {
            throw error;
        }
    }
}

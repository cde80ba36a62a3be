using System.Diagnostics;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Load;

/// <summary>Collects the answers of a run. Latencies count from the due time of a probe, which avoids coordinated omission.</summary>
internal sealed class LoadTally
{
    private readonly Lock _gate = new();
    private readonly List<LoadAnswer> _answers = [];

    public void Add(double dueSeconds, double milliseconds, LoadVerdict verdict, string? error = null)
    {
        lock (_gate)
        {
            _answers.Add(new LoadAnswer(dueSeconds, milliseconds, verdict, error));
        }
    }

    public IReadOnlyList<LoadAnswer> Answers
    {
        get
        {
            lock (_gate)
            {
                return [.. _answers];
            }
        }
    }

    /// <param name="answer">Answer to the probe.</param>
    /// <param name="expected">The probe's identity; null: a stranger.</param>
    public static LoadVerdict Judge(RecognitionAnswer answer, string? expected) => answer switch
    {
        Recognized recognized => recognized.Match.Identity == expected ? LoadVerdict.Right : LoadVerdict.WrongPerson,
        NotRecognized => expected is null ? LoadVerdict.Right : LoadVerdict.WrongNotRecognized,
        CannotDecide { ReasonCode: UndecidedReason.Incomplete } => LoadVerdict.Incomplete,
        _ => throw new UnreachableException(
            $"unexpected 'cannot decide' for a synthetic probe: {(answer as CannotDecide)?.ReasonText}"),
    };
}

using System.Diagnostics;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Load;

/// <summary>What became of the probes of a run. Latencies count from when a probe was due, so that a grid that stalls is not flattered.</summary>
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

    /// <param name="expected">Who it is; null: a stranger.</param>
    public static LoadVerdict Judge(RecognitionAnswer answer, string? expected) => answer switch
    {
        Recognized recognized => recognized.Match.Identity == expected ? LoadVerdict.Right : LoadVerdict.WrongPerson,
        NotRecognized => expected is null ? LoadVerdict.Right : LoadVerdict.WrongNotRecognized,
        CannotDecide { ReasonCode: UndecidedReason.Incomplete } => LoadVerdict.Incomplete,
        _ => throw new UnreachableException($"a made-up probe was not decided on: {(answer as CannotDecide)?.ReasonText}"),
    };
}

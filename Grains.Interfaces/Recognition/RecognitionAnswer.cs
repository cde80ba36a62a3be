namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>
/// The answer on one probe: <see cref="Recognized"/>, <see cref="NotRecognized"/> or <see cref="CannotDecide"/>, and no other type. The
/// properties without an id are views over the three for reports.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.RecognitionAnswer")]
public abstract record RecognitionAnswer
{
    private protected RecognitionAnswer(string probe, DecisionBasis basis) => (Probe, Basis) = (probe, basis);

    /// <summary>The crop's name.</summary>
    [Id(0)]
    public string Probe { get; init; }

    [Id(1)]
    public DecisionBasis Basis { get; init; }

    /// <summary>Which of the three types this is.</summary>
    public abstract Outcome Outcome { get; }

    /// <summary>The recognized person; null for the other two types.</summary>
    public string? Identity => (this as Recognized)?.Match.Identity;

    /// <summary>d to the nearest person; null in an empty gallery and where nothing could be decided.</summary>
    public double? Distance => this switch
    {
        Recognized recognized => recognized.Match.Distance,
        NotRecognized other => other.Best?.Distance,
        _ => null,
    };

    /// <summary>The nearest people, nearest first, as many as the request asked for; empty where nothing could be decided.</summary>
    public IReadOnlyList<Candidate> Candidates => this switch
    {
        Recognized recognized => recognized.Nearest,
        NotRecognized other => other.Nearest,
        _ => [],
    };

    /// <summary>Difference of the distances of the second nearest and the nearest person; null with fewer than two.</summary>
    public double? Margin => this switch
    {
        Recognized recognized => recognized.MarginToSecond,
        NotRecognized other => other.MarginToSecond,
        _ => null,
    };
}

namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>recognize --frames</c>.</summary>
/// <param name="Decision">The decision of the vote; its distance is the median over the agreeing frames.</param>
/// <param name="Votes">Number of frames that agree with the decision.</param>
/// <param name="Decided">Number of decided frames.</param>
/// <param name="FramesWithFace">Number of frames with a detected face.</param>
/// <param name="Temporal">Temporal liveness; null: not requested.</param>
/// <param name="Frames">The answer of each frame.</param>
internal sealed record BurstResult(
    RecognizeResult Decision,
    int Votes,
    int Decided,
    int FramesWithFace,
    TemporalLivenessResult? Temporal,
    IReadOnlyList<BurstFrameResult> Frames);

namespace FaceGrid.Grains.Styling;

/// <summary>The durable truth about a job: some tens of kilobytes.</summary>
/// <param name="Status">As of the last change; running may mean interrupted.</param>
/// <param name="Epoch">Raised by every start; who works in an older one may not write.</param>
/// <param name="Progress">At the newest checkpoint.</param>
/// <param name="History">Up to the newest checkpoint.</param>
/// <param name="Checkpoints">Oldest first.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobRecord")]
public sealed record StyleJobRecord(
    [property: Id(0)] StyleJobSpecification Specification,
    [property: Id(1)] StyleJobStatus Status,
    [property: Id(2)] long Epoch,
    [property: Id(3)] DateTimeOffset Created,
    [property: Id(4)] StyleJobProgress Progress,
    [property: Id(5)] LossHistory History,
    [property: Id(6)] IReadOnlyList<StyleCheckpoint> Checkpoints,
    [property: Id(7)] IReadOnlyList<StyleJobResult> Results,
    [property: Id(8)] IReadOnlyList<StyleJobMessage> Messages,
    [property: Id(9)] string? Reason)
{
    private const int MaxMessages = 100;

    public StyleJobRecord Say(DateTimeOffset at, params IEnumerable<string> texts) =>
        this with { Messages = [.. Messages.Concat(texts.Select(t => new StyleJobMessage(at, t))).TakeLast(MaxMessages)] };
}

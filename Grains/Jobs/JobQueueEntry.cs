namespace FaceGrid.Grains.Styling;

/// <summary>A job in its tenant's list.</summary>
/// <param name="ContentKey">Of its specification.</param>
/// <param name="Last">How the job was when somebody last looked; true for ever once it is final. Null before.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.RenderQueueEntry")]
public sealed record RenderQueueEntry([property: Id(0)] string Job, [property: Id(1)] string ContentKey, [property: Id(2)] StyleJobSummary? Last)
{
    public bool IsFinal => Last is { Status: var status } && status.IsFinal();
}

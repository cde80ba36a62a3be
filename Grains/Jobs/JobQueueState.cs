namespace FaceGrid.Grains.Styling;

/// <summary>What storage keeps of a tenant's queue.</summary>
[GenerateSerializer]
[Alias("FaceGrid.RenderQueueState")]
public sealed class RenderQueueState
{
    /// <summary>Oldest first.</summary>
    [Id(0)]
    public List<RenderQueueEntry> Jobs { get; set; } = [];
}

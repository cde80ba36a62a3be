namespace FaceGrid.Grains.Styling;

/// <summary>What storage keeps of a job.</summary>
[GenerateSerializer]
[Alias("FaceGrid.StyleJobState")]
public sealed class StyleJobState
{
    /// <summary>Null: there is no such job.</summary>
    [Id(0)]
    public StyleJobRecord? Record { get; set; }
}

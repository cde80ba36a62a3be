namespace FaceGrid.Grains.Styling;

/// <summary>What a submission came to.</summary>
/// <param name="Job">Its id.</param>
/// <param name="IsNew">False: the same picture was asked for before, and this is that job.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleJobReceipt")]
public sealed record StyleJobReceipt([property: Id(0)] string Job, [property: Id(1)] bool IsNew, [property: Id(2)] StyleJobStatus Status);

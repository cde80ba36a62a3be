namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>How far a job is. Losses are those of the last step, every term as it enters the sum; all are 0 before the first.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Of the whole run.</param>
/// <param name="Width">Of the generated image at this step, px; 0 before the first.</param>
/// <param name="Height">Of the generated image at this step, px; 0 before the first.</param>
/// <param name="Total">J(G), or the loss of the batch.</param>
/// <param name="Content">α·Jc, by layer.</param>
/// <param name="Style">β·Js, by layer.</param>
/// <param name="Seconds">That the device has worked on the steps so far.</param>
/// <param name="SecondsLeft">Estimated from the last steps; null before the first.</param>
/// <param name="Measures">What the last step says beside its losses; null: nothing.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.JobProgress")]
public sealed record JobProgress(
    [property: Id(0)] int Step,
    [property: Id(1)] int Steps,
    [property: Id(2)] int Width,
    [property: Id(3)] int Height,
    [property: Id(4)] double Total,
    [property: Id(5)] IReadOnlyList<LayerLoss> Content,
    [property: Id(6)] IReadOnlyList<LayerLoss> Style,
    [property: Id(7)] double TotalVariation,
    [property: Id(8)] double Seconds,
    [property: Id(9)] double? SecondsLeft,
    [property: Id(10)] IReadOnlyList<JobMeasure>? Measures = null);

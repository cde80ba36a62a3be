using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Styling;

/// <summary>A step of a render. Losses are those at the picture before it, every term as it enters the sum.</summary>
/// <param name="Step">Steps done, this one included.</param>
/// <param name="Width">Of the generated image, px.</param>
/// <param name="Height">Of the generated image, px.</param>
/// <param name="Total">J(G).</param>
/// <param name="Content">α·Jc, by layer.</param>
/// <param name="Style">β·Js, by layer.</param>
public sealed record StyleStep(
    int Step,
    int Width,
    int Height,
    double Total,
    IReadOnlyList<LayerLoss> Content,
    IReadOnlyList<LayerLoss> Style,
    double TotalVariation) : JobStep(Step, Total)
{
    public override bool IsFinite =>
        double.IsFinite(Total) && double.IsFinite(TotalVariation) && Content.All(l => double.IsFinite(l.Loss)) && Style.All(l => double.IsFinite(l.Loss));

    public override LossPoint ToPoint() => new(Step, Total, Content.Sum(l => l.Loss), Style.Sum(l => l.Loss), TotalVariation);

    public override JobProgress ToProgress(int steps, double seconds, double secondsLeft) =>
        new(Step, steps, Width, Height, Total, Content, Style, TotalVariation, seconds, secondsLeft);
}

using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Loss curves of bounded size: every step at first; whenever there are too many points, every second one goes. Which points there are
/// depends on the steps alone, not on how often the run was interrupted.
/// </summary>
/// <param name="Stride">Steps from one point to the next.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.LossHistory")]
public sealed record LossHistory([property: Id(0)] int Stride, [property: Id(1)] IReadOnlyList<LossPoint> Points)
{
    public const int MaxPoints = 512;

    public static readonly LossHistory Empty = new(1, []);

    /// <summary>With the steps after <paramref name="step"/> forgotten.</summary>
    public LossHistory UpTo(int step) => this with { Points = [.. Points.Where(p => p.Step <= step)] };
}

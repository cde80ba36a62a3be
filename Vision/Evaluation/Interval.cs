namespace FaceGrid.Vision.Evaluation;

/// <summary>A share with its 95 % confidence interval.</summary>
public readonly record struct Interval(double Value, double Low, double High)
{
}

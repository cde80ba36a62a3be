namespace FaceGrid.Vision.Training;

/// <summary>A rate that rises linearly for some steps and then falls along half a cosine to zero (Loshchilov and Hutter 2017).</summary>
public readonly record struct LearningRate(double Peak, int WarmUp, int Steps)
{
    /// <param name="step">0 for the first.</param>
    public double At(int step) =>
        Peak * Math.Min(1, (step + 1.0) / Math.Max(1, WarmUp)) * 0.5 * (1 + Math.Cos(Math.PI * step / Math.Max(1, Steps)));
}

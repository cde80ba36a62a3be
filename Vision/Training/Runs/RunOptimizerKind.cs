namespace FaceGrid.Vision.Training.Runs;

/// <summary>How parameters follow their gradients.</summary>
public enum RunOptimizerKind
{
    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Stochastic gradient descent with momentum 0.9.</summary>
    Sgd,
}

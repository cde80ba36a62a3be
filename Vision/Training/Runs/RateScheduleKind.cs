namespace FaceGrid.Vision.Training.Runs;

/// <summary>How the learning rate goes on after the warm-up.</summary>
public enum RateScheduleKind
{
    /// <summary>Half a cosine down to zero (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>A tenth after one half of the steps, a hundredth after three quarters (He et al. 2016).</summary>
    Step,

    /// <summary>The peak to the end.</summary>
    Constant,
}

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Course of the learning rate after the warm-up.</summary>
public enum RateScheduleKind
{
    /// <summary>Half a cosine down to zero (Loshchilov and Hutter 2017).</summary>
    Cosine,

    /// <summary>A tenth of the peak after half of the steps, a hundredth after three quarters (He et al. 2016).</summary>
    Step,

    /// <summary>Stays at the peak.</summary>
    Constant,
}

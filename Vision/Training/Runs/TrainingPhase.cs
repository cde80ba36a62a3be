namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a <see cref="TrainingProgress"/> reports on.</summary>
public enum TrainingPhase
{
    /// <summary>Rendering of synthetic photos, before the first step.</summary>
    Render,

    /// <summary>A step of an <see cref="EncoderRun"/>.</summary>
    Train,

    /// <summary>A validation on held-out people.</summary>
    Validate,

    /// <summary>A step of regression onto the renderer's traits.</summary>
    Regress,

    /// <summary>A step of classification of the training people.</summary>
    Classify,

    /// <summary>A step on triplets.</summary>
    Triplets,

    /// <summary>A step of the network that finds blinks.</summary>
    Blink,

    /// <summary>A step of the network that judges bursts of frames.</summary>
    Burst,
}

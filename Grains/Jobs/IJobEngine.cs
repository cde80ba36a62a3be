using FaceGrid.Vision;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// The numerics of a kind of jobs. Deterministic: equal inputs give the same bits, however often the run was checkpointed and resumed.
/// Except for <see cref="Check"/>, called on the device's thread.
/// </summary>
public interface IJobEngine
{
    /// <summary>Validates a request without computing anything. May be called on any thread.</summary>
    /// <exception cref="BadInputException">The settings or inputs are unusable.</exception>
    JobCheck Check(JobInputs inputs);

    /// <summary>Starts a run at its first step.</summary>
    /// <exception cref="BadInputException">The settings or inputs are unusable.</exception>
    IJobSession Start(JobInputs inputs);

    /// <summary>Resumes a run at a checkpoint, with the bits of a run that was never interrupted.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or of other settings or inputs.</exception>
    IJobSession Resume(JobInputs inputs, byte[] checkpoint);

    /// <summary>Starts a run with its own settings from the content of another run's checkpoint.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or does not fit the settings.</exception>
    /// <exception cref="NotSupportedException">Jobs of this kind cannot be forked.</exception>
    IJobSession Fork(JobInputs inputs, byte[] checkpoint);
}

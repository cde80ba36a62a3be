using FaceGrid.Vision;

namespace FaceGrid.Grains.Training;

/// <summary>
/// The numerics of a training run, as the job sees them. Deterministic: the same configuration and photos give the same bits, however often
/// the run was checkpointed and resumed.
/// </summary>
public interface ITrainingEngine
{
    /// <summary>Looks at a request without computing anything. May be called on any thread.</summary>
    /// <param name="configuration">JSON.</param>
    /// <param name="folder">Of the photos.</param>
    /// <exception cref="BadInputException">The configuration, the folder or a file that is to be begun with is unusable.</exception>
    TrainingEngineCheck Check(string configuration, string folder);

    /// <exception cref="BadInputException">The configuration, the folder or a file that is to be begun with is unusable.</exception>
    ITrainingSession Start(string configuration, string folder);

    /// <summary>Goes on where the checkpoint was taken, with the same bits.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged, or of another configuration or other photos.</exception>
    ITrainingSession Resume(string configuration, string folder, byte[] checkpoint);
}

using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Training;

/// <summary>An encoder being trained. Its preview: the loss curve. Its results: the weights, the metrics, the curves, how it came about.</summary>
public interface ITrainingSession : IJobSession
{
    /// <summary>One bounded step: a batch, or a piece of a validation.</summary>
    /// <exception cref="JobEngineException">The run cannot go on.</exception>
    new TrainingStep Advance();

    JobStep IJobSession.Advance() => Advance();
}

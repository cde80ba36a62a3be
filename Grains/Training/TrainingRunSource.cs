using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Training;

/// <summary>A run's configuration and folder.</summary>
internal sealed class TrainingRunSource(ITrainingEngine engine, string configuration, string folder) : IJobSource
{
    public string Version() => engine.Check(configuration, folder).Version;

    public IJobSession Start() => engine.Start(configuration, folder);

    public IJobSession Resume(byte[] checkpoint) => engine.Resume(configuration, folder, checkpoint);

    public IJobSession Fork(byte[] checkpoint) => throw new NotSupportedException("training runs are not forked; a new one can begin with another's weights");
}

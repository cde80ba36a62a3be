using System.Text.Json;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Training;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Training;

/// <summary>A small trainer: the descent of <see cref="TestSession"/>, with the hooks of its engine, on what the first file of the folder holds.</summary>
internal sealed class TestTrainer(TestEngine engine) : ITrainingEngine
{
    public TrainingEngineCheck Check(string configuration, string folder)
    {
        var read = TestSettings.Parse(configuration);
        return Directory.GetFiles(folder).Length > 0
            ? new TrainingEngineCheck(JsonSerializer.Serialize(read), "test-trainer-1", read.Steps)
            : throw new BadInputException(folder, "has no photos");
    }

    public ITrainingSession Start(string configuration, string folder) => Open(new TestSession(engine, TestSettings.Parse(configuration), TestSession.Images(folder)));

    public ITrainingSession Resume(string configuration, string folder, byte[] checkpoint)
    {
        var session = new TestSession(engine, TestSettings.Parse(configuration), TestSession.Images(folder));
        session.Load(checkpoint, wholly: true);
        return Open(session);
    }

    private TestTrainingSession Open(TestSession session)
    {
        engine.Opened?.Invoke(session.Label, session.StepsDone);
        return new TestTrainingSession(session);
    }
}

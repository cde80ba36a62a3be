using System.Text.Json;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Training;

/// <summary>
/// A small trainer: the descent of <see cref="TestSession"/>, with the hooks of its engine, on what the first file of the folder holds.
/// </summary>
internal sealed class TestTrainer(TestEngine engine) : IJobEngine
{
    public JobCheck Check(JobInputs inputs)
    {
        var read = TestSettings.Parse(inputs.Settings);
        return Directory.GetFiles(inputs.Folder!).Length > 0
            ? new JobCheck(JsonSerializer.Serialize(read), "test-trainer-1", read.Steps)
            : throw new BadInputException(inputs.Folder!, "has no photos");
    }

    public IJobSession Start(JobInputs inputs) => Open(Session(inputs));

    public IJobSession Resume(JobInputs inputs, byte[] checkpoint)
    {
        var session = Session(inputs);
        session.Load(checkpoint, wholly: true);
        return Open(session);
    }

    public IJobSession Fork(JobInputs inputs, byte[] checkpoint) => throw new NotSupportedException();

    private TestSession Session(JobInputs inputs) => new(engine, TestSettings.Parse(inputs.Settings), TestSession.Images(inputs.Folder!));

    private TestTrainingSession Open(TestSession session)
    {
        engine.Opened?.Invoke(session.Label, session.StepsDone);
        return new TestTrainingSession(session);
    }
}

using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Tests.Styling;

namespace FaceGrid.Grains.Tests.Training;

/// <summary>A <see cref="TestSession"/> as a training run.</summary>
internal sealed class TestTrainingSession(TestSession session) : IJobSession
{
    /// <summary>The label of runs whose encoder is registered.</summary>
    public const string Registered = "registered";

    public const string ModelVersion = "test-model-1";

    public int StepsDone => session.StepsDone;

    public int StepsTotal => session.StepsTotal;

    public bool IsFinished => session.IsFinished;

    public JobStep Advance()
    {
        var step = session.Advance();
        return new JobStep(step.Step, step.Total) { Measures = [new JobMeasure("learning rate", 0.02)] };
    }

    public byte[] Checkpoint() => session.Checkpoint();

    public byte[] Preview(int longSide) => session.Preview(longSide);

    public IReadOnlyList<JobFile> Results(double seconds) =>
    [
        .. session.Results(seconds).Select(f => f.Name == "picture.bin"
            ? f with { Name = "encoder.bin", ModelVersion = session.Label == Registered ? ModelVersion : null }
            : f),
    ];

    public void Dispose() => session.Dispose();
}

using System.Text.Json;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>
/// A small engine with everything that a real one must carry over a checkpoint: a picture in float, an optimiser with momentum, a random
/// state, the losses so far. Any bit that a resumed run forgot would show in the picture.
/// </summary>
internal sealed class TestEngine : IJobEngine
{
    public const string Network = "test-network-1";

    /// <summary>Called on the device's thread before each step, with the label of the settings and the steps done.</summary>
    public Action<string, int>? BeforeStep { get; set; }

    /// <summary>Called on the device's thread when a session is opened, with the label and the step that it begins with.</summary>
    public Action<string, int>? Opened { get; set; }

    public string NetworkVersion { get; set; } = Network;

    public JobCheck Check(JobInputs inputs)
    {
        var read = TestSettings.Parse(inputs.Settings);
        foreach (var role in new[] { JobImageRoles.Content, JobImageRoles.Style(1) })
        {
            if (inputs.Images.FirstOrDefault(i => i.Role == role) is not { Content.Length: > 0 })
            {
                throw new BadInputException(role, "is missing or empty");
            }
        }

        return new JobCheck(JsonSerializer.Serialize(read), NetworkVersion, read.Steps);
    }

    public IJobSession Start(JobInputs inputs) => Open(new TestSession(this, TestSettings.Parse(inputs.Settings), inputs.Images));

    public IJobSession Resume(JobInputs inputs, byte[] checkpoint)
    {
        var session = new TestSession(this, TestSettings.Parse(inputs.Settings), inputs.Images);
        session.Load(checkpoint, wholly: true);
        return Open(session);
    }

    public IJobSession Fork(JobInputs inputs, byte[] checkpoint)
    {
        var session = new TestSession(this, TestSettings.Parse(inputs.Settings), inputs.Images);
        session.Load(checkpoint, wholly: false);
        return Open(session);
    }

    private TestSession Open(TestSession session)
    {
        Opened?.Invoke(session.Label, session.StepsDone);
        return session;
    }
}

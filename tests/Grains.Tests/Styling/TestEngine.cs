using System.Text.Json;
using FaceGrid.Grains.Styling;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>
/// A small engine with everything that a real one must carry over a checkpoint: a picture in float, an optimiser with momentum, a random
/// state, the losses so far. Any bit that a resumed run forgot would show in the picture.
/// </summary>
internal sealed class TestEngine : IStyleEngine
{
    public const string Network = "test-network-1";

    /// <summary>Called on the device's thread before each step, with the label of the settings and the steps done.</summary>
    public Action<string, int>? BeforeStep { get; set; }

    /// <summary>Called on the device's thread when a session is opened, with the label and the step that it begins with.</summary>
    public Action<string, int>? Opened { get; set; }

    public string NetworkVersion { get; set; } = Network;

    public StyleEngineCheck Check(string settings, IReadOnlyList<StyleInputFile> images)
    {
        var read = TestSettings.Parse(settings);
        foreach (var role in new[] { "content", "style-1" })
        {
            if (images.FirstOrDefault(i => i.Role == role) is not { Content.Length: > 0 })
            {
                throw new BadInputException(role, "is missing or empty");
            }
        }

        return new StyleEngineCheck(JsonSerializer.Serialize(read), NetworkVersion, read.Steps);
    }

    public IStyleSession Start(string settings, IReadOnlyList<StyleInputFile> images) => Open(new TestSession(this, TestSettings.Parse(settings), images));

    public IStyleSession Resume(string settings, IReadOnlyList<StyleInputFile> images, byte[] checkpoint)
    {
        var session = new TestSession(this, TestSettings.Parse(settings), images);
        session.Load(checkpoint, wholly: true);
        return Open(session);
    }

    public IStyleSession Fork(string settings, IReadOnlyList<StyleInputFile> images, byte[] checkpoint)
    {
        var session = new TestSession(this, TestSettings.Parse(settings), images);
        session.Load(checkpoint, wholly: false);
        return Open(session);
    }

    private TestSession Open(TestSession session)
    {
        Opened?.Invoke(session.Label, session.StepsDone);
        return session;
    }
}

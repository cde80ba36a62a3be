using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>Gradient descent with momentum and a little noise on α·mean (x−c)² + β·(mean x² − s)², in float.</summary>
internal sealed class TestSession : IStyleSession
{
    private readonly TestEngine engine;
    private readonly TestSettings settings;
    private readonly float[] content;
    private readonly float style;
    private readonly float[] picture;
    private readonly float[] momentum;
    private readonly List<float> losses = [];
    private ulong random = 0x9E3779B97F4A7C15;

    public TestSession(TestEngine engine, TestSettings settings, IReadOnlyList<StyleInputFile> images)
    {
        this.engine = engine;
        this.settings = settings;
        var pixels = settings.Side * settings.Side;
        var (c, s) = (images.First(i => i.Role == "content").Content, images.First(i => i.Role == "style-1").Content);
        content = [.. Enumerable.Range(0, pixels).Select(i => c[i % c.Length] / 255f)];
        style = s.Sum(b => b / 255f) / s.Length;
        picture = [.. content.Select(_ => Noise())];
        momentum = new float[pixels];
    }

    public string Label => settings.Label;

    public int StepsDone { get; private set; }

    public int StepsTotal => settings.Steps;

    public bool IsFinished => StepsDone >= StepsTotal;

    public bool IsDisposed { get; private set; }

    public StyleStep Advance()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        engine.BeforeStep?.Invoke(Label, StepsDone);
        StepsDone++;
        if (StepsDone == settings.CrashAt)
        {
            throw new InvalidOperationException("the device fell off");
        }

        var square = 0f;
        var distance = 0f;
        for (var i = 0; i < picture.Length; i++)
        {
            square += picture[i] * picture[i] / picture.Length;
            distance += (picture[i] - content[i]) * (picture[i] - content[i]) / picture.Length;
        }

        for (var i = 0; i < picture.Length; i++)
        {
            var gradient = (2 * (float)settings.ContentWeight * (picture[i] - content[i])) + (4 * (float)settings.StyleWeight * (square - style) * picture[i]);
            momentum[i] = (0.9f * momentum[i]) + gradient + (0.01f * Noise());
            picture[i] -= 0.02f * momentum[i];
        }

        var (jc, js) = (settings.ContentWeight * distance, settings.StyleWeight * (square - style) * (square - style));
        if (StepsDone == settings.InfiniteAt)
        {
            js = double.PositiveInfinity;
        }

        losses.Add((float)(jc + js));
        return new StyleStep(StepsDone, settings.Side, settings.Side, jc + js, [new LayerLoss("c1", jc)], [new LayerLoss("s1", js)], 0);
    }

    /// <summary>The inputs of a session from the first file of a folder.</summary>
    public static IReadOnlyList<StyleInputFile> Images(string folder)
    {
        var content = File.ReadAllBytes(Directory.GetFiles(folder).Order(StringComparer.Ordinal).First());
        return [new StyleInputFile("content", "first", content), new StyleInputFile("style-1", "last", [content[^1]])];
    }

    public byte[] Checkpoint()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(settings.ToString());
            writer.Write(StepsDone);
            writer.Write(random);
            writer.Write(MemoryMarshal.AsBytes(picture.AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(momentum.AsSpan()));
            writer.Write(losses.Count);
            writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(losses)));
        }

        stream.Write(SHA256.HashData(stream.ToArray()));
        return stream.ToArray();
    }

    public byte[] Preview(int longSide) => [.. "preview"u8, (byte)StepsDone, .. MemoryMarshal.AsBytes(picture.AsSpan())];

    public IReadOnlyList<JobFile> Results(double seconds) =>
    [
        new("picture.bin", MemoryMarshal.AsBytes(picture.AsSpan()).ToArray()),
        new("losses.bin", MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(losses)).ToArray()),
        new("provenance.json", Encoding.UTF8.GetBytes(settings.ToString())),
    ];

    public void Load(byte[] checkpoint, bool wholly)
    {
        if (checkpoint.Length < 32 || !SHA256.HashData(checkpoint.AsSpan(..^32)).AsSpan().SequenceEqual(checkpoint.AsSpan(^32..)))
        {
            throw new BadInputException("checkpoint", "is damaged");
        }

        using var reader = new BinaryReader(new MemoryStream(checkpoint));
        var before = reader.ReadString();
        if (wholly && before != settings.ToString())
        {
            throw new BadInputException("checkpoint", "is of other settings");
        }

        var step = reader.ReadInt32();
        var state = reader.ReadUInt64();
        reader.Read(MemoryMarshal.AsBytes(picture.AsSpan()));
        if (wholly)
        {
            (StepsDone, random) = (step, state);
            reader.Read(MemoryMarshal.AsBytes(momentum.AsSpan()));
            losses.AddRange(Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadSingle()));
        }
    }

    public void Dispose() => IsDisposed = true;

    private float Noise()
    {
        random = (random * 6364136223846793005) + 1442695040888963407;
        return (random >> 40) / (float)(1 << 24);
    }
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Styling;
using FaceGrid.Vision;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>Gradient descent with momentum and a little noise on α·mean (x−c)² + β·(mean x² − s)², in float.</summary>
internal sealed class TestSession : IJobSession
{
    private readonly TestEngine _engine;
    private readonly TestSettings _settings;
    private readonly float[] _content;
    private readonly float _style;
    private readonly float[] _picture;
    private readonly float[] _momentum;
    private readonly List<float> _losses = [];
    private ulong _random = 0x9E3779B97F4A7C15;

    public TestSession(TestEngine engine, TestSettings settings, IReadOnlyList<StyleInputFile> images)
    {
        _engine = engine;
        _settings = settings;
        var pixels = settings.Side * settings.Side;
        var c = images.First(i => i.Role == JobImageRoles.Content).Content;
        var s = images.First(i => i.Role == JobImageRoles.Style(1)).Content;
        _content = [.. Enumerable.Range(0, pixels).Select(i => c[i % c.Length] / 255f)];
        _style = s.Sum(b => b / 255f) / s.Length;
        _picture = [.. _content.Select(_ => Noise())];
        _momentum = new float[pixels];
    }

    public string Label => _settings.Label;

    public int StepsDone { get; private set; }

    public int StepsTotal => _settings.Steps;

    public bool IsFinished => StepsDone >= StepsTotal;

    public bool IsDisposed { get; private set; }

    public JobStep Advance()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _engine.BeforeStep?.Invoke(Label, StepsDone);
        StepsDone++;
        if (StepsDone == _settings.CrashAt)
        {
            throw new InvalidOperationException("the device fell off");
        }

        var square = 0f;
        var distance = 0f;
        for (var i = 0; i < _picture.Length; i++)
        {
            square += _picture[i] * _picture[i] / _picture.Length;
            distance += (_picture[i] - _content[i]) * (_picture[i] - _content[i]) / _picture.Length;
        }

        for (var i = 0; i < _picture.Length; i++)
        {
            var gradient = (2 * (float)_settings.ContentWeight * (_picture[i] - _content[i]))
                + (4 * (float)_settings.StyleWeight * (square - _style) * _picture[i]);
            _momentum[i] = (0.9f * _momentum[i]) + gradient + (0.01f * Noise());
            _picture[i] -= 0.02f * _momentum[i];
        }

        var (jc, js) = (_settings.ContentWeight * distance, _settings.StyleWeight * (square - _style) * (square - _style));
        if (StepsDone == _settings.InfiniteAt)
        {
            js = double.PositiveInfinity;
        }

        _losses.Add((float)(jc + js));
        return new JobStep(StepsDone, jc + js)
        {
            Width = _settings.Side,
            Height = _settings.Side,
            Content = [new LayerLoss("c1", jc)],
            Style = [new LayerLoss("s1", js)],
        };
    }

    /// <summary>The inputs of a session from the first file of a folder.</summary>
    public static IReadOnlyList<StyleInputFile> Images(string folder)
    {
        var content = File.ReadAllBytes(Directory.GetFiles(folder).Order(StringComparer.Ordinal).First());
        return
        [
            new StyleInputFile(JobImageRoles.Content, "first", content),
            new StyleInputFile(JobImageRoles.Style(1), "last", [content[^1]]),
        ];
    }

    public byte[] Checkpoint()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(_settings.ToString());
            writer.Write(StepsDone);
            writer.Write(_random);
            writer.Write(MemoryMarshal.AsBytes(_picture.AsSpan()));
            writer.Write(MemoryMarshal.AsBytes(_momentum.AsSpan()));
            writer.Write(_losses.Count);
            writer.Write(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_losses)));
        }

        stream.Write(SHA256.HashData(stream.ToArray()));
        return stream.ToArray();
    }

    public byte[] Preview(int longSide) => [.. "preview"u8, (byte)StepsDone, .. MemoryMarshal.AsBytes(_picture.AsSpan())];

    public IReadOnlyList<JobFile> Results(double seconds) =>
    [
        new("picture.bin", MemoryMarshal.AsBytes(_picture.AsSpan()).ToArray()),
        new("losses.bin", MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_losses)).ToArray()),
        new("provenance.json", Encoding.UTF8.GetBytes(_settings.ToString())),
    ];

    public void Load(byte[] checkpoint, bool wholly)
    {
        if (checkpoint.Length < 32 || !SHA256.HashData(checkpoint.AsSpan(..^32)).AsSpan().SequenceEqual(checkpoint.AsSpan(^32..)))
        {
            throw new BadInputException("checkpoint", "is damaged");
        }

        using var reader = new BinaryReader(new MemoryStream(checkpoint));
        var before = reader.ReadString();
        if (wholly && before != _settings.ToString())
        {
            throw new BadInputException("checkpoint", "is of other settings");
        }

        var step = reader.ReadInt32();
        var state = reader.ReadUInt64();
        reader.ReadExactly(MemoryMarshal.AsBytes(_picture.AsSpan()));
        if (wholly)
        {
            (StepsDone, _random) = (step, state);
            reader.ReadExactly(MemoryMarshal.AsBytes(_momentum.AsSpan()));
            _losses.AddRange(Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadSingle()));
        }
    }

    public void Dispose() => IsDisposed = true;

    private float Noise()
    {
        _random = (_random * 6364136223846793005) + 1442695040888963407;
        return (_random >> 40) / (float)(1 << 24);
    }
}

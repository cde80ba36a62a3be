using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Weights;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>
/// Liveness from a short burst of frames, with two networks that this project trained on synthetic images only
/// (models/facegrid-burst-v1.md, models/facegrid-blink-v1.md). Safe for concurrent calls.
/// </summary>
public sealed class TemporalLiveness : IDisposable
{
    /// <summary>Minimum number of frames.</summary>
    public const int MinFrames = 8;

    private readonly Lock _gate = new();
    private readonly BurstNetwork _burst;
    private readonly BlinkNetwork _blink;
    private bool _disposed;

    internal TemporalLiveness(BurstNetwork burst, BlinkNetwork blink)
    {
        (_burst, _blink) = (burst, blink);
        _burst.eval();
        _blink.eval();
    }

    /// <summary>Names of the weight files: of the burst network, then of the blink network.</summary>
    public static IReadOnlyList<string> WeightNames { get; } = ["facegrid-burst-v1", "facegrid-blink-v1"];

    /// <summary>Loads both networks on the CPU.</summary>
    /// <exception cref="BadInputException">A file is missing, unreadable, or of another network.</exception>
    public static TemporalLiveness Load(string burstPath, string blinkPath)
    {
        var burst = new BurstNetwork(seed: 0);
        var blink = new BlinkNetwork(seed: 0);
        try
        {
            using (var file = SafeTensorsFile.Open(burstPath))
            {
                burst.Load(file);
            }

            using (var file = SafeTensorsFile.Open(blinkPath))
            {
                blink.Load(file);
            }

            return new TemporalLiveness(burst, blink);
        }
        catch
        {
            burst.Dispose();
            blink.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Creates the detector from available weights, as <see cref="LivenessDetectors.Create"/>; null where a file is missing.
    /// </summary>
    public static TemporalLiveness? Create(Func<string, string?> findWeights)
    {
        ArgumentNullException.ThrowIfNull(findWeights);
        return WeightNames.Select(findWeights).ToArray() is [{ } burst, { } blink] ? Load(burst, blink) : null;
    }

    /// <summary>Scores a burst.</summary>
    /// <param name="alignedFrames">
    /// Aligned faces of one person, about a second of consecutive frames, at least <see cref="MinFrames"/>.
    /// </param>
    /// <param name="eyeOpening">The <see cref="EyeAspectRatio"/> of each frame, null where unknown; or empty.</param>
    /// <exception cref="ArgumentException">
    /// Too few frames, frames of different sizes, or a number of eye openings other than 0 and the number of frames.
    /// </exception>
    public TemporalLivenessScore Score(IReadOnlyList<RgbImage> alignedFrames, IReadOnlyList<double?> eyeOpening)
    {
        ArgumentNullException.ThrowIfNull(alignedFrames);
        ArgumentNullException.ThrowIfNull(eyeOpening);
        if (alignedFrames.Count < MinFrames)
        {
            throw new ArgumentException($"{alignedFrames.Count} frames, at least {MinFrames} are needed", nameof(alignedFrames));
        }

        if (alignedFrames.Any(f => f.Width != alignedFrames[0].Width || f.Height != alignedFrames[0].Height))
        {
            throw new ArgumentException("frames of different sizes", nameof(alignedFrames));
        }

        if (eyeOpening.Count != 0 && eyeOpening.Count != alignedFrames.Count)
        {
            throw new ArgumentException($"{eyeOpening.Count} eye openings for {alignedFrames.Count} frames", nameof(eyeOpening));
        }

        var pixels = new float[BurstInput.Length];
        BurstInput.Write([.. BurstInput.FrameIndices(alignedFrames.Count).Select(i => BurstInput.Grey(alignedFrames[i]))], pixels);
        var rows = EyeSignal.Rows(eyeOpening);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            using var gradients = no_grad();
            using var scope = NewDisposeScope();
            var burst = Sigmoid(_burst.call(tensor(pixels, [1, 2, BurstInput.Frames, BurstInput.Side, BurstInput.Side])).item<float>());
            if (rows is null)
            {
                return new TemporalLivenessScore(burst, null, null);
            }

            var logits = _blink.call(tensor(rows, [1, 2, eyeOpening.Count])).data<float>().ToArray();
            var frame = Array.IndexOf(logits, logits.Max());
            return new TemporalLivenessScore(burst, Sigmoid(logits[frame]), frame);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                _burst.Dispose();
                _blink.Dispose();
            }
        }
    }

    private static double Sigmoid(float logit) => 1 / (1 + Math.Exp(-logit));
}

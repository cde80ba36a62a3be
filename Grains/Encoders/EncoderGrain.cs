using System.Diagnostics;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Grains.Encoders;

/// <inheritdoc cref="IEncoderGrain"/>
/// <remarks>One activation a silo: each silo that may compute encodes for itself, and the death of one stalls no other.</remarks>
[Compute.NeedsDevice]
[StatelessWorker(1)]
[Reentrant]
public sealed class EncoderGrain(IEncoderSource source) : Grain, IEncoderGrain
{
    // Beyond this a batch gains little and everyone in it waits for all the others.
    private const int MaxBatch = 16;

    private readonly Queue<Pending> _waiting = new();
    private LoadedEncoder? _loaded;
    private bool _pumping;

    private string ModelVersion => this.GetPrimaryKeyString();

    public async Task<EncodeAnswer> Encode(IReadOnlyList<AlignedFace> crops, CancellationToken cancellationToken)
    {
        foreach (var crop in crops)
        {
            if (crop.Encoding is { } given)
            {
                CheckEncoding(crop.Name, given);
            }
            else if (crop.Rgb.Length != AlignedFace.ByteCount)
            {
                throw new GridRequestException(
                    GridError.InvalidRequest, crop.Name, $"a crop has {AlignedFace.ByteCount} bytes, this one {crop.Rgb.Length}");
            }
        }

        // On the pool: reading and folding the weights takes longer than a turn should.
        _loaded ??= await Task.Run(() => source.Load(ModelVersion), cancellationToken)
            ?? throw new GridRequestException(GridError.InvalidRequest, $"model '{ModelVersion}'", "is not loaded on this machine");

        var mine = crops.Select(crop => new Pending(crop)).ToList();
        foreach (var pending in mine)
        {
            if (pending.Crop.Encoding is { } given)
            {
                pending.Done.SetResult((given, 0));
            }
            else
            {
                _waiting.Enqueue(pending);
            }
        }

        if (!_pumping && _waiting.Count > 0)
        {
            // Not awaited: the caller that starts the pump must not wait for later callers. It does not throw.
            _ = Pump(_loaded);
        }

        var encodings = new List<float[]>(mine.Count);
        var milliseconds = 0.0;
        foreach (var pending in mine)
        {
            var (encoding, elapsed) = await pending.Done.Task.WaitAsync(cancellationToken);
            encodings.Add(encoding);
            milliseconds = Math.Max(milliseconds, elapsed);
        }

        return new EncodeAnswer(encodings, _loaded.IdentificationThreshold, _loaded.VerificationThreshold, milliseconds);
    }

    private static void CheckEncoding(string name, float[] encoding)
    {
        if (encoding.Length != FaceEncoding.Dimension || !(Math.Abs(encoding.Sum(v => (double)v * v) - 1) < 1e-3))
        {
            throw new GridRequestException(GridError.InvalidRequest, name, $"an encoding has {FaceEncoding.Dimension} floats of norm 1");
        }
    }

    /// <summary>Runs batches until no face waits. Called if no other call does so.</summary>
    private async Task Pump(LoadedEncoder encoder)
    {
        _pumping = true;
        try
        {
            while (_waiting.Count > 0)
            {
                var batch = new List<Pending>(MaxBatch);
                while (batch.Count < MaxBatch && _waiting.TryDequeue(out var pending))
                {
                    batch.Add(pending);
                }

                await RunBatch(encoder, batch);
            }
        }
        finally
        {
            _pumping = false;
        }
    }

    private static async Task RunBatch(LoadedEncoder encoder, List<Pending> batch)
    {
        // The span of the wait for the device belongs to the first face of the batch; the call that started the pump may have ended.
        Activity.Current = batch[0].Asked;
        var images = batch.Select(p => new RgbImage(AlignedFace.Side, AlignedFace.Side, p.Crop.Rgb)).ToList();
        try
        {
            var (encodings, elapsed) = await encoder.Lane.Run(() =>
            {
                var started = Stopwatch.GetTimestamp();
                return (encoder.Encoder.Encode(images), Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            });
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.SetResult((encodings[i], elapsed));
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(p => p.Done.SetException(exception));
        }
    }

    private sealed class Pending(AlignedFace crop)
    {
        public AlignedFace Crop { get; } = crop;

        /// <summary>The span of the call; null: no listener.</summary>
        public Activity? Asked { get; } = Activity.Current;

        public TaskCompletionSource<(float[] Encoding, double Milliseconds)> Done { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

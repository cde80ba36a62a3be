using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Training.Optimisers;
using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Trains a <see cref="MobileFaceNet"/>: first as a classifier of the training people (<see cref="CosineMarginLoss"/>), then
/// on hard triplets (<see cref="TripletLoss"/>, <see cref="BatchHardMiner"/>). Deterministic for a seed, a device and a
/// number of threads.
/// </summary>
internal sealed partial class EncoderTrainer : IDisposable
{
    private readonly FaceInput _input;
    private readonly Device _device;
    private readonly Action<TrainingProgress> _report;
    private readonly int _totalSteps;
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private long _firstStep;
    private int _done;
    private long _images;

    public EncoderTrainer(MobileFaceNet network, FaceInput input, Device device, int totalSteps, Action<TrainingProgress> report)
    {
        Network = network;
        _input = input;
        _device = device;
        _totalSteps = totalSteps;
        _report = report;
    }

    public MobileFaceNet Network { get; }

    public double Seconds => TimeProvider.System.GetElapsedTime(_started).TotalSeconds;

    /// <param name="margin">m; reached after a quarter of the steps, rising from 0, so that learning can begin.</param>
    public void Classify(
        ITrainingPhotos photos, int batch, LearningRate rate, double scale, double margin, double weightDecay, int seed, CancellationToken cancellation)
    {
        if (rate.Steps == 0)
        {
            return;
        }

        using var loss = new CosineMarginLoss(photos.People, FaceEncoding.Dimension, scale, seed + 1);
        loss.to(_device);
        using var optimizer = WeightOptimizer.AdamW(Network.parameters().Concat(loss.parameters()), weightDecay);
        var maker = new BatchMaker(photos, new ShuffledSampler(photos, batch, seed + 2), _input, seed + 3);
        Network.train();
        for (var step = 0; step < rate.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var next = maker.Next();
            Begin();
            var people = tensor(next.People, device: _device);
            var cosines = loss.call(Encode(next.Pixels, next.People.Length));
            var value = loss.Loss(cosines, people, margin * Math.Min(1, 4.0 * step / rate.Steps));
            Learn(optimizer, value, rate.At(step));
            var right = cosines.detach().argmax(1).eq(people).to(ScalarType.Float32).mean().item<float>();
            Report("classify", next.People.Length, value.item<float>(), right, rate.At(step));
        }
    }

    /// <param name="people">P people with <paramref name="photosOfEach"/> photos in every batch.</param>
    /// <param name="margin">α on squared L2.</param>
    public void Triplets(
        ITrainingPhotos photos, int people, int photosOfEach, LearningRate rate, double margin, double weightDecay, int seed, CancellationToken cancellation)
    {
        if (rate.Steps == 0)
        {
            return;
        }

        using var optimizer = WeightOptimizer.AdamW(Network.parameters(), weightDecay);
        var maker = new BatchMaker(photos, new PeopleSampler(photos, people, photosOfEach, seed + 4), _input, seed + 5);
        Network.train();
        for (var step = 0; step < rate.Steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var next = maker.Next();
            Begin();
            var encodings = Encode(next.Pixels, next.People.Length);
            var distances = SquaredDistances.OfUnit(encodings.detach()).cpu().data<float>().ToArray();
            var triplets = BatchHardMiner.Mine(distances, next.People);
            var value = TripletLoss.Of(encodings, triplets, margin);
            Learn(optimizer, value, rate.At(step));
            Report("triplet", next.People.Length, value.item<float>(), Violating(distances, next.People.Length, triplets, margin), rate.At(step));
        }
    }

    /// <summary>Encodes with the network as it is now, running statistics in place of the batch's.</summary>
    public float[][] Encode(IReadOnlyList<RgbImage> faces)
    {
        Network.eval();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        var size = _input.Height * _input.Width * 3;
        var pixels = new float[faces.Count * size];
        for (var i = 0; i < faces.Count; i++)
        {
            _input.Write(faces[i], pixels.AsSpan(i * size, size));
        }

        var values = Encode(pixels, faces.Count).cpu().contiguous().data<float>().ToArray();
        Network.train();
        return [.. values.Chunk(FaceEncoding.Dimension)];
    }

    public void Dispose() => Network.Dispose();

    internal static double Violating(float[] distances, int photos, TripletIndices triplets, double margin)
    {
        var active = 0;
        for (var i = 0; i < triplets.Count; i++)
        {
            var row = triplets.Anchors[i] * photos;
            active += distances[row + triplets.Positives[i]] + margin > distances[row + triplets.Negatives[i]] ? 1 : 0;
        }

        return active / (double)triplets.Count;
    }

    private Tensor Encode(float[] pixels, int count)
    {
        var x = tensor(pixels, [count, _input.Height, _input.Width, 3], device: _device).permute(0, 3, 1, 2);
        return nn.functional.normalize(Network.call(x));
    }

    private static void Learn(WeightOptimizer optimizer, Tensor loss, double rate)
    {
        optimizer.ZeroGradients();
        loss.backward();
        optimizer.Step(rate);
    }

    private void Begin()
    {
        if (_done == 0)
        {
            _firstStep = TimeProvider.System.GetTimestamp();
        }
    }

    private void Report(string phase, int images, double loss, double accuracy, double rate)
    {
        if (!double.IsFinite(loss))
        {
            throw new InvalidOperationException($"the loss of step {_done + 1} is not finite: lower the learning rate");
        }

        _done++;
        _images += images;
        var perSecond = _images / TimeProvider.System.GetElapsedTime(_firstStep).TotalSeconds;
        _report(new TrainingProgress(phase, _done, _totalSteps, loss, accuracy, rate, Seconds, perSecond));
    }
}

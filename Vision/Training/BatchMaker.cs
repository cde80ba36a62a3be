using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Turns what a sampler chooses into batches, with random mirroring, one batch ahead of the training step on a thread of
/// its own. Seeded; the sequence does not depend on timing.
/// </summary>
public sealed class BatchMaker
{
    private readonly ITrainingPhotos _photos;
    private readonly IBatchSampler _sampler;
    private readonly FaceInput _input;
    private readonly Random _random;
    private Task<TrainingBatch> _ahead;

    public BatchMaker(ITrainingPhotos photos, IBatchSampler sampler, FaceInput input, int seed)
    {
        _photos = photos;
        _sampler = sampler;
        _input = input;
        _random = new Random(seed);
        _ahead = Task.Run(Make);
    }

    public TrainingBatch Next()
    {
        var batch = _ahead.GetAwaiter().GetResult();
        _ahead = Task.Run(Make);
        return batch;
    }

    private TrainingBatch Make()
    {
        var chosen = _sampler.Next();
        var mirrored = chosen.Select(_ => _random.Next(2) == 0).ToArray();
        var size = _input.Height * _input.Width * 3;
        var pixels = new float[chosen.Count * size];
        Parallel.For(0, chosen.Count, i =>
        {
            var part = pixels.AsSpan(i * size, size);
            _input.Write(_photos.Photo(chosen[i].Person, chosen[i].Photo), part);
            if (mirrored[i])
            {
                Mirror(part, _input.Width);
            }
        });
        return new TrainingBatch(pixels, [.. chosen.Select(c => (long)c.Person)]);
    }

    /// <summary>Turns a face of interleaved floats left to right, in place.</summary>
    internal static void Mirror(Span<float> pixels, int width)
    {
        for (var row = 0; row < pixels.Length; row += width * 3)
        {
            var (left, right) = (row, row + ((width - 1) * 3));
            for (; left < right; left += 3, right -= 3)
            {
                for (var c = 0; c < 3; c++)
                {
                    (pixels[left + c], pixels[right + c]) = (pixels[right + c], pixels[left + c]);
                }
            }
        }
    }
}

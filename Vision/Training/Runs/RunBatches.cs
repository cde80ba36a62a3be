using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Augmentation;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Makes the batches of a run. A batch depends on the number of its step alone. While a step is computed, the next batch is made on another
/// thread. Not safe for concurrent calls.
/// </summary>
internal sealed class RunBatches
{
    private readonly EncoderRunOptions _options;
    private readonly ITrainingPhotos _photos;
    private readonly TeacherEncodings? _teacher;
    private readonly IReadOnlyList<float[]>? _targets;
    private readonly FaceInput _input;
    private readonly IStepSampler _sampler;
    private readonly Dictionary<int, long> _numbers;
    private readonly PhotoAugmentation? _augmentation;
    private readonly int[] _first;
    private Task<RunBatch>? _ahead;
    private int _aheadStep = -1;

    /// <param name="options">Batch, augmentation and seed.</param>
    /// <param name="inputs">
    /// Photos, teacher and targets. With hints the teacher's encodings are not used: the teacher sees each batch itself.
    /// </param>
    /// <param name="people">Numbers of the training people.</param>
    /// <param name="input">Format of the network's input.</param>
    public RunBatches(EncoderRunOptions options, EncoderRunInputs inputs, IReadOnlyList<int> people, FaceInput input)
    {
        var photos = inputs.Photos;
        (_options, _photos, _input) = (options, photos, input);
        _teacher = options.Hints > 0 ? null : inputs.Teacher;
        _targets = options.WeightOf(TrainingLossKind.Regression) > 0 ? inputs.PersonTargets : null;
        _numbers = people.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => (long)p.i);
        _augmentation = options.Augmentation is { } changes ? new PhotoAugmentation(changes with { Mirror = 0 }) : null;
        _first = TeacherEncodings.FirstOf(photos);
        _sampler = options.ComparesPeople
            ? new PeopleSteps(photos, people, options.People, options.Photos, options.Seed)
            : new ShuffledSteps(photos, people, options.Batch, options.Seed);
    }

    /// <summary>The batch of a step; fastest where steps are requested in order.</summary>
    /// <param name="step">0 for the first.</param>
    public RunBatch At(int step)
    {
        var batch = step == _aheadStep ? _ahead!.GetAwaiter().GetResult() : Make(step);
        (_ahead, _aheadStep) = (null, step + 1);
        if (_aheadStep < _options.Steps)
        {
            _ahead = Task.Run(() => Make(step + 1));
        }

        return batch;
    }

    /// <summary>Waits for the batch in progress; afterwards no thread reads the photos.</summary>
    public void Finish() => _ahead?.Wait();

    private RunBatch Make(int step)
    {
        var chosen = _sampler.At(step);
        var size = _input.Height * _input.Width * 3;
        var pixels = new float[chosen.Count * size];
        var teacher = _teacher is null ? null : new float[chosen.Count * FaceEncoding.Dimension];
        Parallel.For(0, chosen.Count, i =>
        {
            var random = CounterRandom.For(_options.Seed, CounterRandom.Views, (ulong)step, (ulong)i);
            var mirrored = _options.Mirror && random.Next(2) == 0;
            var part = pixels.AsSpan(i * size, size);
            var face = _photos.Photo(chosen[i].Person, chosen[i].Photo);
            _input.Write(_augmentation?.Apply(face, random) ?? face, part);
            if (mirrored)
            {
                Mirror(part, _input.Width);
            }

            _teacher?.Of(chosen[i], mirrored).CopyTo(teacher.AsSpan(i * FaceEncoding.Dimension));
        });
        return new RunBatch(
            pixels,
            [.. chosen.Select(c => _numbers[c.Person])],
            [.. chosen.Select(c => (long)_first[c.Person] + c.Photo)],
            teacher,
            _targets is null ? null : [.. chosen.SelectMany(c => _targets[c.Person])]);
    }

    /// <summary>Mirrors a face of interleaved floats left to right, in place.</summary>
    private static void Mirror(Span<float> pixels, int width)
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

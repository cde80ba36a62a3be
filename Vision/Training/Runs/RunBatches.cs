using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Augmentation;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Makes the batch of any step, which depends on nothing but the step's number, and the next one ahead on another thread
/// while a step is being computed.
/// </summary>
internal sealed class RunBatches
{
    private readonly EncoderRunOptions _options;
    private readonly ITrainingPhotos _photos;
    private readonly TeacherEncodings? _teacher;
    private readonly FaceInput _input;
    private readonly IStepSampler _sampler;
    private readonly Dictionary<int, long> _numbers;
    private readonly PhotoAugmentation? _augmentation;
    private readonly int[] _first;
    private Task<RunBatch>? _ahead;
    private int _aheadStep = -1;

    /// <param name="people">The training people.</param>
    public RunBatches(EncoderRunOptions options, ITrainingPhotos photos, IReadOnlyList<int> people, TeacherEncodings? teacher, FaceInput input)
    {
        (_options, _photos, _teacher, _input) = (options, photos, teacher, input);
        _numbers = people.Select((p, i) => (p, i)).ToDictionary(p => p.p, p => (long)p.i);
        _augmentation = options.Augmentation is { } changes ? new PhotoAugmentation(changes with { Mirror = 0 }) : null;
        _first = TeacherEncodings.FirstOf(photos);
        _sampler = options.ComparesPeople
            ? new PeopleSteps(photos, people, options.People, options.Photos, options.Seed)
            : new ShuffledSteps(photos, people, options.Batch, options.Seed);
    }

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

    /// <summary>Waits for the batch that is being made, so that nothing reads the photos any more.</summary>
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
                BatchMaker.Mirror(part, _input.Width);
            }

            _teacher?.Of(chosen[i], mirrored).CopyTo(teacher.AsSpan(i * FaceEncoding.Dimension));
        });
        return new RunBatch(pixels, [.. chosen.Select(c => _numbers[c.Person])], [.. chosen.Select(c => (long)_first[c.Person] + c.Photo)], teacher);
    }
}

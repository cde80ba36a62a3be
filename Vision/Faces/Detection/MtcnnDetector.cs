using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks;
using FaceGrid.Vision.Networks.Detection;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>
/// MTCNN (Zhang et al. 2016): a small network proposes boxes at many scales, a second rejects most of them, a third rejects more
/// and locates five landmarks. Published aligned face sets were made with these landmarks. Safe for concurrent calls.
/// </summary>
/// <remarks>
/// The networks get RGB images: in BGR order, which the JavaScript publication of the weights uses, they miss faces
/// (docs/results/detection.md).
/// </remarks>
public sealed class MtcnnDetector : IFaceDetector
{
    /// <summary>Name of the weight file, and of this detector in results.</summary>
    public const string WeightsName = "mtcnn";

    /// <summary>Input sides of the three networks, and the stride of the first network's candidates, in pixels.</summary>
    private const int First = 12, Second = 24, Third = 48, Step = 2;

    /// <summary>Overlap thresholds of non-maximum suppression, as set by the authors.</summary>
    private const double WithinScale = 0.5, AcrossScales = 0.7, Inside = 0.7;

    /// <summary>
    /// Maximum number of candidates of one scale and of all scales; a crowd has a few hundred, an image of gravel thousands.
    /// </summary>
    private const int MostOfScale = 2048, Most = 1024;

    /// <summary>Candidates per batch.</summary>
    private const int Batch = 64;

    private readonly MtcnnOptions _options;
    private readonly MtcnnStageNetwork _proposal;
    private readonly MtcnnStageNetwork _refinement;
    private readonly MtcnnStageNetwork _output;
    private readonly InferenceGate _gate;

    private MtcnnDetector(
        (MtcnnStageNetwork Proposal, MtcnnStageNetwork Refinement, MtcnnStageNetwork Output) networks, MtcnnOptions options)
    {
        (_proposal, _refinement, _output) = networks;
        _options = options;
        _gate = new InferenceGate(this, () =>
        {
            _proposal.Dispose();
            _refinement.Dispose();
            _output.Dispose();
        });
    }

    /// <inheritdoc/>
    public string Name => WeightsName;

    /// <summary>Loads the three networks.</summary>
    /// <param name="path">A safetensors file with the weights of all three networks.</param>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="BadInputException">
    /// The file is unreadable or holds another network, or the device does not exist.
    /// </exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static MtcnnDetector Load(string path, MtcnnOptions? options = null, string device = "cpu")
    {
        options ??= new MtcnnOptions();
        options.Validate();
        return new MtcnnDetector(NetworkFile.Load(path, device, MtcnnStageNetwork.Load), options);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The detector was disposed.</exception>
    public IReadOnlyList<DetectedFace> Detect(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return _gate.Use(() => DetectCore(image));
    }

    public void Dispose() => _gate.Close();

    private IReadOnlyList<DetectedFace> DetectCore(RgbImage image)
    {
        var pyramid = new PhotoPyramid(image);
        var refined = new List<MtcnnCandidate>();
        Score(_refinement, pyramid, Propose(pyramid), Second, _options.CandidateScores.Second, (square, logit, heads, i) =>
            refined.Add(new MtcnnCandidate(square, heads[1].AsSpan(4 * i, 4), logit)));
        var faces = new List<DetectedFace>();
        var logits = new List<double>();
        Score(_output, pyramid, MtcnnCandidate.Suppress(refined, AcrossScales, Most), Third, _options.MinScore, (square, logit, heads, i) =>
        {
            logits.Add(logit);
            faces.Add(new DetectedFace(
                MtcnnCandidate.Correct(square, heads[1].AsSpan(4 * i, 4)), Probability(logit),
                Landmarks(square, heads[2].AsSpan(10 * i, 10))));
        });
        return [.. NonMaxSuppression.Keep([.. faces.Select(f => f.Box)], logits, Inside, BoxOverlap.OverSmaller).Select(i => faces[i])];
    }

    /// <summary>Runs the first network on an image pyramid; boxes are in pixels of the photo.</summary>
    private List<MtcnnCandidate> Propose(PhotoPyramid pyramid)
    {
        var photo = pyramid.Photo;
        var working = Math.Min(1, (double)_options.WorkingSide / Math.Max(photo.Width, photo.Height));
        var all = new List<MtcnnCandidate>();
        var shortest = Math.Min(photo.Width, photo.Height);
        for (var scale = working * First / _options.MinFaceSide; shortest * scale >= First; scale *= _options.ScaleFactor)
        {
            var (copy, factorX, factorY) = pyramid.Resized((int)Math.Ceiling(photo.Width * scale), (int)Math.Ceiling(photo.Height * scale));
            all.AddRange(Propose(copy, factorX, factorY));
        }

        return MtcnnCandidate.Suppress(all, AcrossScales, Most);
    }

    private List<MtcnnCandidate> Propose(RgbImage copy, double factorX, double factorY)
    {
        var heads = _proposal.Forward(MtcnnStageNetwork.Input.Of(copy), 1, copy.Height, copy.Width);
        var columns = ((copy.Width - 1) / Step) - 4;
        var found = new List<MtcnnCandidate>();
        for (var i = 0; i < heads[0].Length; i++)
        {
            if (Probability(heads[0][i]) >= _options.CandidateScores.First)
            {
                var (y, x) = Math.DivRem(i, columns);
                var cell = new FaceBox(Step * x * factorX, Step * y * factorY, First * factorX, First * factorY);
                found.Add(new MtcnnCandidate(cell, heads[1].AsSpan(4 * i, 4), heads[0][i]));
            }
        }

        return MtcnnCandidate.Suppress(found, WithinScale, MostOfScale);
    }

    /// <summary>
    /// Scores the candidates' squares with a network, batch by batch, and calls <paramref name="pass"/> for those that reach the
    /// minimum score.
    /// </summary>
    private static void Score(
        MtcnnStageNetwork network, PhotoPyramid pyramid, List<MtcnnCandidate> candidates, int size, double minScore, Action<FaceBox, double,
        float[][], int> pass)
    {
        for (var from = 0; from < candidates.Count; from += Batch)
        {
            var count = Math.Min(Batch, candidates.Count - from);
            var pixels = new float[count * size * size * 3];
            var taken = new FaceBox[count];
            for (var i = 0; i < count; i++)
            {
                (var patch, taken[i]) = pyramid.Patch(candidates[from + i].Square, size);
                MtcnnStageNetwork.Input.Write(patch, pixels.AsSpan(i * size * size * 3, size * size * 3), size, size);
            }

            var heads = network.Forward(pixels, count, size, size);
            for (var i = 0; i < count; i++)
            {
                if (Probability(heads[0][i]) >= minScore)
                {
                    pass(taken[i], heads[0][i], heads, i);
                }
            }
        }
    }

    private static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>Converts fractions of the input square (five x, then five y) to landmarks.</summary>
    private static FaceLandmarks Landmarks(FaceBox square, ReadOnlySpan<float> shares)
    {
        var points = new ImagePoint[5];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new ImagePoint(square.X + (shares[i] * square.Width), square.Y + (shares[i + 5] * square.Height));
        }

        return new FaceLandmarks(points);
    }
}

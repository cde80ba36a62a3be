using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Weights.Catalog;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tensors;

namespace FaceGrid.Client.Photos;

/// <summary>Converts photo files to aligned crops with quality and liveness. Thread-safe.</summary>
public sealed class PhotoReader : IDisposable
{
    /// <summary>The value of a detector's name for "no detection, centre crop".</summary>
    public const string NoDetector = "none";

    // A decoded photo may have 150 MB: at most one per core at a time.
    private readonly SemaphoreSlim _slots = new(Environment.ProcessorCount);
    private readonly IFaceLocator _locator;
    private readonly LivenessDetector? _liveness;
    private readonly bool _isAligned;

    private PhotoReader(IFaceLocator locator, LivenessDetector? liveness, string located, bool isAligned)
    {
        _isAligned = isAligned;
        _locator = locator;
        _liveness = liveness;
        Located = located;
    }

    /// <summary>Name of the detector, or the reason why none runs.</summary>
    public string Located { get; }

    /// <summary>True if a detector finds the faces; false if the centre of the picture is cropped.</summary>
    public bool Detects => _locator is not CentreCropLocator;

    /// <summary>Loads the detector and, if requested, the liveness network.</summary>
    /// <param name="catalog">Folders with the detectors' weights.</param>
    /// <param name="device">cpu, cuda or cuda:N.</param>
    /// <param name="aligned">True: the files are aligned 112 x 112 crops; no detector runs.</param>
    /// <param name="detector">Name of a detector, or <see cref="NoDetector"/>; null: the best one that is installed.</param>
    /// <param name="judgeLiveness">True: a liveness score is computed for every face.</param>
    /// <exception cref="BadInputException">The detector is unknown, or required weights are not installed.</exception>
    public static PhotoReader Open(ModelCatalog catalog, string device, bool aligned, string? detector, bool judgeLiveness)
    {
        IFaceLocator locator;
        string located;
        if (aligned)
        {
            (locator, located) = (new CentreCropLocator(aligned: true), "given: aligned crops");
        }
        else if (detector != NoDetector && FaceLocators.Create(catalog.Weights, detector, minScore: null, device) is { } detecting)
        {
            (locator, located) = (detecting, detecting.Name);
        }
        else
        {
            (locator, located) = (
                new CentreCropLocator(aligned: false),
                detector == NoDetector
                    ? "face detection disabled; using centre crop"
                    : "no detector is installed (facegrid models pull mtcnn); using centre crop");
        }

        try
        {
            return new PhotoReader(
                locator, judgeLiveness ? OpenLiveness(catalog, device, locator) : null, located, isAligned: aligned);
        }
        catch
        {
            (locator as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>All faces of the photo in descending order of their scores; empty if the detector finds none.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="cancellationToken">Cancels the wait for a free slot.</param>
    /// <param name="tryTurned">True: a photo without a face is tried turned by quarters. False for a camera's frames.</param>
    /// <exception cref="BadInputException">The file is not a usable picture; the message names the file and the reason.</exception>
    public async Task<IReadOnlyList<PhotoFace>> Read(string path, CancellationToken cancellationToken, bool tryTurned = true)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return ReadNow(path, tryTurned);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>The face of a photo that shows one person.</summary>
    /// <param name="path">The photo.</param>
    /// <param name="choice">Which of several faces to select.</param>
    /// <param name="cancellationToken">Cancels the wait for a free slot.</param>
    /// <exception cref="BadInputException">The photo has no face, or several with <see cref="FaceChoice.Only"/>.</exception>
    public async Task<AlignedFace> ReadOne(string path, FaceChoice choice, CancellationToken cancellationToken)
    {
        var faces = PhotoFace.InFront(await Read(path, cancellationToken));
        return faces.Count switch
        {
            0 => throw new BadInputException(path, $"no face was found ({Located})"),
            1 => faces[0].Crop with { Name = path },
            _ when choice != FaceChoice.Only => PhotoFace.Choose(faces, choice).Crop with { Name = path },
            _ => throw new BadInputException(
                path,
                $"{faces.Count} faces were found, one was expected; --largest takes the largest, --central the one in the middle"),
        };
    }

    /// <summary>One line for users if no detector runs although the files are not aligned crops; else null.</summary>
    public string? Notice => Detects || _isAligned ? null : $"faces: {Located}";

    /// <summary>Disposes the networks.</summary>
    public void Dispose()
    {
        (_locator as IDisposable)?.Dispose();
        _liveness?.Dispose();
        _slots.Dispose();
    }

    private static LivenessDetector OpenLiveness(ModelCatalog catalog, string device, IFaceLocator locator)
    {
        if (locator is CentreCropLocator)
        {
            throw new BadInputException(
                "liveness",
                "is judged on photos in which a detector finds the face, not on crops; "
                    + "install one (facegrid models pull mtcnn) and leave --aligned out");
        }

        var weights = string.Join(" and ", LivenessDetectors.WeightNames);
        return LivenessDetectors.Create(catalog.Weights, device)
            ?? throw new BadInputException("liveness", $"needs the weights {weights} (facegrid models pull NAME, or a folder of --models)");
    }

    private List<PhotoFace> ReadNow(string path, bool tryTurned)
    {
        if (Detects)
        {
            // Photos are processed in parallel, each on one thread: these networks are too small to gain from several.
            LibTorch.SetThreads(1);
        }

        var photo = ImageCodec.Load(path);
        LocatingTime? time = null;
        IReadOnlyList<LocatedFace> located;
        if (_locator is DetectingLocator detecting)
        {
            located = detecting.Locate(photo, out var taken, tryTurned);
            time = taken;
        }
        else
        {
            located = _locator.Locate(photo, path);
        }

        var faces = new List<PhotoFace>(located.Count);
        foreach (var face in located)
        {
            var name = located.Count == 1 ? path : $"{path}#{faces.Count + 1}";
            var (x, y) = (face.Box.X + ((face.Box.Width - photo.Width) / 2), face.Box.Y + ((face.Box.Height - photo.Height) / 2));
            var crop = new AlignedFace(name, face.Aligned.Pixels, Evidence(photo, face));
            faces.Add(new PhotoFace(crop, face, Math.Sqrt((x * x) + (y * y)), time));
        }

        return faces;
    }

    private FaceEvidence? Evidence(RgbImage photo, LocatedFace face) => face.Quality is not { } q
        ? null
        : new FaceEvidence(
            q.SidePixels,
            q.Sharpness,
            q.Brightness,
            q.Contrast,
            q.YawDegrees,
            q.PitchDegrees,
            q.RollDegrees,
            q.Overall,
            _liveness is not null && LivenessDetector.CanJudge(photo, face.Box) ? _liveness.Score(photo, face.Box).Live : null);
}

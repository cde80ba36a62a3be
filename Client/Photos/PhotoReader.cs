using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision.Weights.Catalog;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tensors;

namespace FaceGrid.Client.Photos;

/// <summary>Turns photo files into aligned crops with quality and liveness. Safe for concurrent calls.</summary>
public sealed class PhotoReader : IDisposable
{
    /// <summary>The value of a detector's name for "no detection, centre crop".</summary>
    public const string NoDetector = "none";

    // A decoded photo may have 150 MB: at most one per core at a time.
    private readonly SemaphoreSlim _turns = new(Environment.ProcessorCount);
    private readonly IFaceLocator _locator;
    private readonly LivenessDetector? _liveness;
    private readonly bool _given;

    private PhotoReader(IFaceLocator locator, LivenessDetector? liveness, string located, bool given)
    {
        _given = given;
        _locator = locator;
        _liveness = liveness;
        Located = located;
    }

    /// <summary>How faces are found: the detector, or why none runs.</summary>
    public string Located { get; }

    /// <summary>True if a detector finds the faces; else the centre of the picture is taken.</summary>
    public bool Detects => _locator is not CentreCropLocator;

    /// <param name="aligned">The files are on the 112 x 112 template already.</param>
    /// <param name="catalog">Folders with the detectors' weights.</param>
    /// <param name="device">cpu, cuda or cuda:N.</param>
    /// <param name="detector">Name of a detector, or <see cref="NoDetector"/>; null: the best one that is installed.</param>
    /// <param name="judgeLiveness">Every face gets a liveness score.</param>
    /// <exception cref="BadInputException">No such detector, or weights that are asked for are not there.</exception>
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
                detector == NoDetector ? "face detection disabled; using centre crop" : "no detector is installed (facegrid models pull mtcnn); using centre crop");
        }

        try
        {
            if (judgeLiveness && locator is CentreCropLocator)
            {
                throw new BadInputException("liveness", "is judged on photos in which a detector finds the face, not on crops; install one (facegrid models pull mtcnn) and leave --aligned out");
            }

            var live = judgeLiveness
                ? LivenessDetectors.Create(catalog.Weights, device) ?? throw new BadInputException(
                    "liveness", $"needs the weights {string.Join(" and ", LivenessDetectors.WeightNames)} (facegrid models pull NAME, or a folder of --models)")
                : null;
            return new PhotoReader(locator, live, located, given: aligned);
        }
        catch
        {
            (locator as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>Every face of the photo, the surest first; none where the detector finds none.</summary>
    /// <exception cref="BadInputException">Not a picture that can be used; the reason names the file.</exception>
    public async Task<IReadOnlyList<PhotoFace>> Read(string path, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return ReadNow(path);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>The face of a photo that must show exactly one person.</summary>
    /// <param name="choice">Which of several is meant.</param>
    /// <exception cref="BadInputException">No face, or several.</exception>
    public async Task<AlignedFace> ReadOne(string path, FaceChoice choice, CancellationToken cancellationToken)
    {
        var faces = PhotoFace.InFront(await Read(path, cancellationToken));
        return faces.Count switch
        {
            0 => throw new BadInputException(path, $"no face was found ({Located})"),
            1 => faces[0].Crop with { Name = path },
            _ when choice != FaceChoice.Only => PhotoFace.Choose(faces, choice).Crop with { Name = path },
            _ => throw new BadInputException(path, $"{faces.Count} faces were found, one was expected; --largest takes the largest, --central the one in the middle"),
        };
    }

    /// <summary>One line for users where no detector ran though crops were not declared aligned; else null.</summary>
    public string? Notice => Detects || _given ? null : $"faces: {Located}";

    public void Dispose()
    {
        (_locator as IDisposable)?.Dispose();
        _liveness?.Dispose();
        _turns.Dispose();
    }

    private List<PhotoFace> ReadNow(string path)
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
            located = detecting.Locate(photo, out var taken);
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
            faces.Add(new PhotoFace(new AlignedFace(name, face.Aligned.Pixels, Evidence(photo, face)), face, Math.Sqrt((x * x) + (y * y)), time));
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

using FaceGrid.Client.Cli;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Faces.Liveness;
using FaceGrid.Vision.Imaging;
using TorchSharp;

namespace FaceGrid.Client.Photos;

/// <summary>From a file to the crops that encoders are given. Safe for concurrent calls.</summary>
internal sealed class PhotoReader : IDisposable
{
    // A decoded photo may have 150 MB: no more of them at a time than there are cores to look at them.
    private readonly SemaphoreSlim turns = new(Environment.ProcessorCount);
    private readonly IFaceLocator locator;
    private readonly LivenessDetector? liveness;
    private readonly bool given;

    private PhotoReader(IFaceLocator locator, LivenessDetector? liveness, string located, bool given)
    {
        this.given = given;
        this.locator = locator;
        this.liveness = liveness;
        Located = located;
    }

    /// <summary>How faces are found, in the words of an answer.</summary>
    public string Located { get; }

    /// <summary>Faces are looked for; otherwise the picture is taken as it is.</summary>
    public bool Detects => locator is not CentreCropLocator;

    /// <param name="aligned">The files are on the 112 x 112 template already.</param>
    /// <param name="detector">As <c>--detector</c> has it.</param>
    /// <param name="judgeLiveness">Every face gets a liveness score.</param>
    /// <exception cref="BadInputException">No such detector, or weights that are asked for are not there.</exception>
    public static PhotoReader Open(CommandContext context, bool aligned, string? detector, bool judgeLiveness)
    {
        IFaceLocator locator;
        string located;
        if (aligned)
        {
            (locator, located) = (new CentreCropLocator(aligned: true), "given: aligned already");
        }
        else if (detector != FaceOptions.NoDetector && FaceLocators.Create(context.Catalog.Weights, detector, minScore: null, context.Device) is { } detecting)
        {
            (locator, located) = (detecting, detecting.Name);
        }
        else
        {
            (locator, located) = (
                new CentreCropLocator(aligned: false),
                detector == FaceOptions.NoDetector ? "not looked for: the middle of the picture" : "not looked for, no detector is installed (facegrid models pull mtcnn): the middle of the picture");
        }

        try
        {
            if (judgeLiveness && locator is CentreCropLocator)
            {
                throw new BadInputException("liveness", "is judged on photos in which a detector finds the face, not on crops; install one (facegrid models pull mtcnn) and leave --aligned out");
            }

            var live = judgeLiveness
                ? LivenessDetectors.Create(context.Catalog.Weights, context.Device) ?? throw new BadInputException(
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
        await turns.WaitAsync(cancellationToken);
        try
        {
            return ReadNow(path);
        }
        finally
        {
            turns.Release();
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

    /// <summary>A person who reads the answers should know that nobody looked for a face; scripts find it in <c>located</c>.</summary>
    public void SayHowFacesAreFound(CommandContext context)
    {
        if (!Detects && !given)
        {
            context.Output.Note($"faces: {Located}");
        }
    }

    public void Dispose()
    {
        (locator as IDisposable)?.Dispose();
        liveness?.Dispose();
        turns.Dispose();
    }

    private List<PhotoFace> ReadNow(string path)
    {
        if (Detects)
        {
            // Photos side by side, each on one thread: these networks are too small to share one.
            torch.set_num_threads(1);
        }

        var photo = ImageCodec.Load(path);
        LocatingTime? time = null;
        IReadOnlyList<LocatedFace> located;
        if (locator is DetectingLocator detecting)
        {
            located = detecting.Locate(photo, out var taken);
            time = taken;
        }
        else
        {
            located = locator.Locate(photo, path);
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
            liveness is not null && LivenessDetector.CanJudge(photo, face.Box) ? liveness.Score(photo, face.Box).Live : null);
}

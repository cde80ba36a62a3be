using FaceGrid.Vision;

namespace FaceGrid.Grains.Styling;

/// <summary>
/// The numerics of a style job, as the job sees them. Deterministic: the same settings and images give the same bits, however often the run
/// was checkpointed and resumed. Images are files (PNG, JPEG …) by their role.
/// </summary>
public interface IStyleEngine
{
    /// <summary>Looks at a request without computing anything. May be called on any thread.</summary>
    /// <exception cref="BadInputException">The settings, an image or the weights are unusable.</exception>
    StyleEngineCheck Check(string settings, IReadOnlyDictionary<string, byte[]> images);

    /// <exception cref="BadInputException">The settings, an image or the weights are unusable.</exception>
    IStyleSession Start(string settings, IReadOnlyDictionary<string, byte[]> images);

    /// <summary>Goes on where the checkpoint was taken, with the same bits.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or of other settings.</exception>
    IStyleSession Resume(string settings, IReadOnlyDictionary<string, byte[]> images, byte[] checkpoint);

    /// <summary>A new run with its own settings that begins with the picture of a checkpoint.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or of another size than these settings have.</exception>
    IStyleSession Fork(string settings, IReadOnlyDictionary<string, byte[]> images, byte[] checkpoint);
}

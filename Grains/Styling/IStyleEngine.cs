using FaceGrid.Vision;

namespace FaceGrid.Grains.Styling;

/// <summary>
/// The numerics of a style job, as the job sees them. Deterministic: the same settings and images give the same bits, however often the run
/// was checkpointed and resumed.
/// </summary>
public interface IStyleEngine
{
    /// <summary>Looks at a request without computing anything. May be called on any thread.</summary>
    /// <exception cref="BadInputException">The settings, an image or the weights are unusable.</exception>
    StyleEngineCheck Check(string settings, IReadOnlyList<StyleInputFile> images);

    /// <exception cref="BadInputException">The settings, an image or the weights are unusable.</exception>
    IStyleSession Start(string settings, IReadOnlyList<StyleInputFile> images);

    /// <summary>Goes on where the checkpoint was taken, with the same bits.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or of other settings.</exception>
    IStyleSession Resume(string settings, IReadOnlyList<StyleInputFile> images, byte[] checkpoint);

    /// <summary>A new run with its own settings that begins with the picture of a checkpoint.</summary>
    /// <exception cref="BadInputException">The checkpoint is damaged or of another size than these settings have.</exception>
    IStyleSession Fork(string settings, IReadOnlyList<StyleInputFile> images, byte[] checkpoint);
}

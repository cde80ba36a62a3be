using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// Predicts the peak memory of a run before it starts. The maps that backpropagation needs and the parameters with their gradients and
/// moments are counted from the network's layers; temporary memory was measured. For float32 on a CPU the prediction is at most 10 % too
/// low with five backbones, and up to 50 % too high for MobileFaceNet.
/// </summary>
public static class RunMemory
{
    /// <summary>The process with its libraries, and the validation on held-out people.</summary>
    private const long ProcessBytes = 768L << 20;

    /// <summary>
    /// Copies of every map: the output of a convolution or batch norm, and its activation where it has one. Batch norms count as layers,
    /// and every activation follows one; a tenth is added for temporaries.
    /// </summary>
    private const double MapsPerLayer = 1.65;

    /// <summary>Parameter, gradient, two moments of AdamW, the best validation's copy, the checkpoint's copy, and one temporary.</summary>
    private const int CopiesOfParameters = 7;

    /// <summary>The predicted peak.</summary>
    /// <param name="options">Of the run.</param>
    /// <param name="photoBytes">Bytes of decoded photos held in memory.</param>
    /// <returns>Bytes of the whole process.</returns>
    /// <exception cref="BadInputException">An unknown backbone, or a size that it cannot have.</exception>
    public static long Predict(EncoderRunOptions options, long photoBytes)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (fixedBytes, perPhoto) = Parts(options, photoBytes);
        return fixedBytes + (perPhoto * options.BatchSize);
    }

    /// <summary>Bytes of all photos of a source, decoded.</summary>
    public static long BytesOf(ITrainingPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        return (long)FaceTemplate.Size * FaceTemplate.Size * 3 * Enumerable.Range(0, photos.People).Sum(photos.PhotosOf);
    }

    /// <summary>Number of photos of the largest batch whose predicted peak is within a budget; 0 if no batch fits.</summary>
    /// <param name="options">Of the run; its batch is ignored.</param>
    /// <param name="photoBytes">Bytes of decoded photos held in memory.</param>
    /// <param name="budget">Bytes that the process may use.</param>
    /// <exception cref="BadInputException">An unknown backbone, or a size that it cannot have.</exception>
    public static int LargestBatch(EncoderRunOptions options, long photoBytes, long budget)
    {
        var (fixedBytes, perPhoto) = Parts(options, photoBytes);
        return (int)Math.Clamp((budget - fixedBytes) / perPhoto, 0, EncoderRunRules.MostBatch);
    }

    /// <summary>Checks that a run fits into memory.</summary>
    /// <param name="options">Of the run.</param>
    /// <param name="photoBytes">Bytes of decoded photos held in memory.</param>
    /// <param name="budget">Bytes that the process may use.</param>
    /// <exception cref="BadInputException">The prediction exceeds the budget; the message names the batch that fits.</exception>
    public static void Demand(EncoderRunOptions options, long photoBytes, long budget)
    {
        var needed = Predict(options, photoBytes);
        if (needed <= budget)
        {
            return;
        }

        var batch = LargestBatch(options, photoBytes, budget);
        var fits = options.ComparesPeople
            ? batch / options.Photos >= 2
                ? FormattableString.Invariant($"--batch-people {batch / options.Photos} fits")
                : "no batch of two people fits"
            : batch >= 2 ? FormattableString.Invariant($"--batch {batch} fits") : "no batch of two fits";
        throw new BadInputException(
            FormattableString.Invariant($"batches of {options.BatchSize} photos"),
            FormattableString.Invariant($"need about {Gibibytes(needed):F1} GiB, {Gibibytes(budget):F1} GiB are available; {fits}"));
    }

    private static (long Fixed, long PerPhoto) Parts(EncoderRunOptions options, long photoBytes)
    {
        var layers = EncoderNetwork.Describe(options);
        var maps = layers.Sum(l => (long)l.Channels * l.Height * l.Width);
        var pixels = 3L * options.Input * options.Input;

        // A teacher with hints holds one map per stage and releases the others.
        var taught = options.Hints > 0 ? 4 * (maps / 4) : 0;

        // The pixels of the present batch, of the next one, and their tensor.
        var perPhoto = (long)(4 * maps * MapsPerLayer) + (3 * 4 * pixels) + taught;

        // While photos are read and augmented, uncollected garbage takes another half of their size.
        return (ProcessBytes + (photoBytes * 3 / 2) + (4 * CopiesOfParameters * layers.Sum(l => l.Parameters)), perPhoto);
    }

    private static double Gibibytes(long bytes) => bytes / (double)(1L << 30);
}

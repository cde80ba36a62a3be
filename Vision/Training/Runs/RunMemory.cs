using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// How much memory a run will take at its peak, before it starts. What must be held is counted from the network's layers: the
/// maps that the way back needs, parameters with their gradients and the optimiser's moments; what comes and goes beside them
/// was measured. For float32 on a processor: at most a tenth too little with five backbones, and up to a half too much for MobileFaceNet.
/// </summary>
public static class RunMemory
{
    /// <summary>The process with its libraries, and what it takes to judge people who are held out.</summary>
    private const long ProcessBytes = 768L << 20;

    /// <summary>
    /// Copies of every map: what a convolution or a batch norm gives, then its activation where it has one. Batch norms are
    /// layers of their own, and every activation follows one; a tenth is for what is at work.
    /// </summary>
    private const double MapsPerLayer = 1.65;

    /// <summary>Parameter, gradient, two moments of AdamW, the best validation's copy, and one on the way into a checkpoint.</summary>
    private const int CopiesOfParameters = 7;

    /// <param name="photoBytes">Decoded photos that are kept.</param>
    /// <returns>Bytes of the whole process.</returns>
    /// <exception cref="BadInputException">An unknown backbone, or a size that it cannot have.</exception>
    public static long Predict(EncoderRunOptions options, long photoBytes)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (fixedBytes, perPhoto) = Parts(options, photoBytes);
        return fixedBytes + (perPhoto * options.BatchSize);
    }

    /// <summary>Bytes of all photos, decoded.</summary>
    public static long BytesOf(ITrainingPhotos photos)
    {
        ArgumentNullException.ThrowIfNull(photos);
        return (long)FaceTemplate.Size * FaceTemplate.Size * 3 * Enumerable.Range(0, photos.People).Sum(photos.PhotosOf);
    }

    /// <summary>Photos of the largest batch whose predicted peak is within a budget; 0 if none is.</summary>
    /// <param name="budget">Bytes.</param>
    /// <inheritdoc cref="Predict"/>
    public static int LargestBatch(EncoderRunOptions options, long photoBytes, long budget)
    {
        var (fixedBytes, perPhoto) = Parts(options, photoBytes);
        return (int)Math.Clamp((budget - fixedBytes) / perPhoto, 0, EncoderRunRules.MostBatch);
    }

    /// <exception cref="BadInputException">The prediction exceeds the budget; names the batch that fits.</exception>
    public static void Demand(EncoderRunOptions options, long photoBytes, long budget)
    {
        var needed = Predict(options, photoBytes);
        if (needed <= budget)
        {
            return;
        }

        var batch = LargestBatch(options, photoBytes, budget);
        var fits = options.ComparesPeople
            ? batch / options.Photos >= 2 ? FormattableString.Invariant($"--batch-people {batch / options.Photos} fits") : "no batch of two people fits"
            : batch >= 2 ? FormattableString.Invariant($"--batch {batch} fits") : "no batch of two fits";
        throw new BadInputException(
            FormattableString.Invariant($"batches of {options.BatchSize} photos"),
            FormattableString.Invariant($"need about {Gibibytes(needed):F1} GiB, {Gibibytes(budget):F1} GiB are there; {fits}"));
    }

    private static (long Fixed, long PerPhoto) Parts(EncoderRunOptions options, long photoBytes)
    {
        var layers = EncoderNetwork.Describe(options);
        var maps = layers.Sum(l => (long)l.Channels * l.Height * l.Width);
        var pixels = 3L * options.Input * options.Input;

        // The batch that is being learned from, and the next one.
        // A teacher in the loop keeps a map for each stage, and lets go of what is between them.
        var taught = options.Hints > 0 ? 4 * (maps / 4) : 0;
        var perPhoto = (long)(4 * maps * MapsPerLayer) + (3 * 4 * pixels) + taught;

        // Half as much again lies about in the garbage collector while photos are read and varied.
        return (ProcessBytes + (photoBytes * 3 / 2) + (4 * CopiesOfParameters * layers.Sum(l => l.Parameters)), perPhoto);
    }

    private static double Gibibytes(long bytes) => bytes / (double)(1L << 30);
}

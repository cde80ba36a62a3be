using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Training.Mining;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Vision.Training.Bundled;

/// <summary>Options of <see cref="BundledEncoderTraining"/>.</summary>
public sealed record BundledEncoderTrainingOptions
{
    /// <summary>Path of the weight file to write.</summary>
    public required string Output { get; init; }

    /// <summary>Weight file to start from; null starts from random weights.</summary>
    public string? From { get; init; }

    /// <summary>Seed of initial weights, order and mirroring; 0 or more.</summary>
    public int Seed { get; init; } = 1;

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Name in the file's metadata; every model version starts with it.</summary>
    public string Name { get; init; } = "facegrid-generated-v1";

    /// <summary>Synthetic people to train on, 2 to 10 000.</summary>
    public int People { get; init; } = 3000;

    /// <summary>Photos per person, 2 to 1000.</summary>
    public int PhotosOfEach { get; init; } = 10;

    /// <summary>Population of the training people (<see cref="Synthetic.SyntheticPeople"/>), 100 or above.</summary>
    public int Population { get; init; } = 100;

    /// <summary>Population of the people to validate on: 100 or above, different from <see cref="Population"/>.</summary>
    public int HeldOutPopulation { get; init; } = 200;

    /// <summary>People to validate on, 4 to 10 000: half are enrolled, half are strangers.</summary>
    public int HeldOutPeople { get; init; } = 2000;

    /// <summary>Factor on MobileFaceNet's channel counts, 0.1 to 4.</summary>
    public double WidthMultiplier { get; init; } = 0.5;

    /// <summary>Each input pixel is the mean of this many by this many pixels of the 112 x 112 crop: 1, 2 or 4.</summary>
    public int Reduction { get; init; } = 2;

    /// <summary>Steps of the first phase, regression onto the traits that the renderer drew the people from; 0 leaves it out.</summary>
    public int TraitSteps { get; init; } = 700;

    /// <summary>Highest learning rate of the regression.</summary>
    public double TraitRate { get; init; } = 3e-3;

    /// <summary>Steps of the second phase, classification; 0 leaves it out.</summary>
    public int ClassifySteps { get; init; } = 3000;

    /// <summary>Photos per batch in regression and classification.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Highest learning rate of the classification.</summary>
    public double ClassifyRate { get; init; } = 3e-3;

    /// <summary>Scale s of CosFace (Wang et al. 2018, equation 4), 1 to 1000.</summary>
    public double Scale { get; init; } = 30;

    /// <summary>Margin m of CosFace, 0 to below 1.</summary>
    public double CosineMargin { get; init; } = 0.3;

    /// <summary>Steps of the third phase, batch-hard triplets; 0 leaves it out.</summary>
    public int TripletSteps { get; init; } = 400;

    /// <summary>P: people per batch of triplets.</summary>
    public int TripletPeople { get; init; } = 24;

    /// <summary>K: photos of each person in a batch of triplets.</summary>
    public int TripletPhotos { get; init; } = 4;

    /// <summary>Highest learning rate on triplets.</summary>
    public double TripletRate { get; init; } = 3e-4;

    /// <summary>Margin α on squared L2, 0 to 4.</summary>
    public double TripletMargin { get; init; } = 0.4;

    /// <summary>Decoupled weight decay of AdamW on kernels and matrices.</summary>
    public double WeightDecay { get; init; } = 5e-3;

    /// <summary>The FPIR (0 to 1) on held-out strangers that the stored threshold gives.</summary>
    public double Fpir { get; init; } = 0.01;

    /// <summary>K: gallery size that the stored threshold is for.</summary>
    public int GallerySize { get; init; } = 50;

    /// <summary>File for comma-separated values of every step (<see cref="RunMetricsFile"/>); null writes none.</summary>
    public string? MetricsFile { get; init; }

    /// <summary>Steps of all phases.</summary>
    public int Steps => TraitSteps + ClassifySteps + TripletSteps;

    /// <exception cref="BadInputException">An option is out of range; the message starts with its name.</exception>
    public void Validate()
    {
        Check(Seed >= 0, nameof(Seed), "0 or more");
        Check(People is >= 2 and <= 10_000, nameof(People), "2 to 10000");
        Check(PhotosOfEach is >= 2 and <= 1000, nameof(PhotosOfEach), "2 to 1000");
        Check(Population >= 100, nameof(Population), "100 or above: those below belong to the demo and the tests");
        Check(
            HeldOutPopulation >= 100 && HeldOutPopulation != Population,
            nameof(HeldOutPopulation),
            "100 or above and another than Population");
        Check(HeldOutPeople is >= 4 and <= 10_000, nameof(HeldOutPeople), "4 to 10000");
        Check(WidthMultiplier is >= 0.1 and <= 4, nameof(WidthMultiplier), "0.1 to 4");
        Check(Reduction is 1 or 2 or 4, nameof(Reduction), "1, 2 or 4");
        Check(TraitSteps >= 0, nameof(TraitSteps), "0 or more");
        Check(TraitRate > 0, nameof(TraitRate), "above 0");
        Check(ClassifySteps is >= 0, nameof(ClassifySteps), "0 or more");
        Check(Batch >= 2 && Batch <= (long)People * PhotosOfEach, nameof(Batch), "2 to the number of photos");
        Check(ClassifyRate > 0, nameof(ClassifyRate), "above 0");
        Check(Scale is >= 1 and <= 1000, nameof(Scale), "1 to 1000");
        Check(CosineMargin is >= 0 and < 1, nameof(CosineMargin), "0 to below 1");
        Check(TripletSteps >= 0, nameof(TripletSteps), "0 or more");
        Check(TripletPeople >= 2 && TripletPeople <= People, nameof(TripletPeople), "2 to the number of people");
        Check(TripletPhotos >= 2, nameof(TripletPhotos), "2 or more");
        Check(TripletRate > 0, nameof(TripletRate), "above 0");
        Check(TripletMargin is >= 0 and <= 4, nameof(TripletMargin), "0 to 4");
        Check(WeightDecay >= 0, nameof(WeightDecay), "0 or more");
        Check(GallerySize >= 1, nameof(GallerySize), "1 or more");
        Check(Fpir is > 0 and < 1, nameof(Fpir), "between 0 and 1");
        foreach (var run in new[] { RegressionRun(), ClassificationRun(), TripletRun() }.Where(r => r.Steps > 0))
        {
            run.Validate();
        }
    }

    /// <summary>The first phase. Photos are not mirrored: some traits have a side.</summary>
    internal EncoderRunOptions RegressionRun() => Run(TrainingLossKind.Regression, TraitSteps, TraitRate) with { Mirror = false };

    /// <summary>The second phase.</summary>
    internal EncoderRunOptions ClassificationRun() => Run(TrainingLossKind.CosineMargin, ClassifySteps, ClassifyRate);

    /// <summary>The third phase.</summary>
    internal EncoderRunOptions TripletRun() => Run(TrainingLossKind.TripletL2, TripletSteps, TripletRate);

    /// <summary>The rate rises over a twentieth of the steps. Nothing is held out: validation uses people of another population.</summary>
    private EncoderRunOptions Run(TrainingLossKind loss, int steps, double rate) => new()
    {
        Input = FaceTemplate.Size / Reduction,
        Width = WidthMultiplier,
        Losses = [new LossWeight(loss, 1)],
        Margin = TripletMargin,
        Mining = TripletMining.BatchHard,
        Scale = Scale,
        CosineMargin = CosineMargin,
        Batch = Batch,
        People = TripletPeople,
        Photos = TripletPhotos,
        Steps = steps,
        Rate = rate,
        WarmUp = steps / 20,
        WeightDecay = WeightDecay,
        Seed = Seed,
        HeldOut = 0,
    };

    private static void Check(bool holds, string option, string range)
    {
        if (!holds)
        {
            throw new BadInputException(option, $"{range} was expected");
        }
    }
}

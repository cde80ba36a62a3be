namespace FaceGrid.Vision.Training;

/// <summary>Options of <see cref="BundledEncoderTraining"/>; the defaults are those the bundled weights were trained with.</summary>
public sealed record BundledEncoderTrainingOptions
{
    /// <summary>Weight file to write.</summary>
    public required string Output { get; init; }

    /// <summary>Weight file of an earlier run to go on from, or null to begin with random weights.</summary>
    public string? From { get; init; }

    /// <summary>Seed of weights, order and mirroring.</summary>
    public int Seed { get; init; } = 1;

    /// <summary><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Name in the file's metadata; it begins every model version.</summary>
    public string Name { get; init; } = "facegrid-generated-v1";

    /// <summary>Made-up people to train on.</summary>
    public int People { get; init; } = 3000;

    /// <summary>Photos of each.</summary>
    public int PhotosOfEach { get; init; } = 10;

    /// <summary>Population of the training people (Vision/Synthetic/MadeUpPeople): 100 or above.</summary>
    public int Population { get; init; } = 100;

    /// <summary>Population of the people it is validated on: 100 or above, another than <see cref="Population"/>.</summary>
    public int HeldOutPopulation { get; init; } = 200;

    /// <summary>People it is validated on: half are enrolled, half are strangers.</summary>
    public int HeldOutPeople { get; init; } = 2000;

    /// <summary>Factor on MobileFaceNet's channel counts.</summary>
    public double WidthMultiplier { get; init; } = 0.5;

    /// <summary>The network sees means of this many by this many pixels of the 112 x 112 crop: 1, 2 or 4.</summary>
    public int Reduction { get; init; } = 2;

    /// <summary>Steps on the traits that the renderer drew the people from, before anything else; 0 for none.</summary>
    public int TraitSteps { get; init; } = 700;

    /// <summary>Highest learning rate on traits.</summary>
    public double TraitRate { get; init; } = 3e-3;

    /// <summary>Steps as a classifier.</summary>
    public int ClassifySteps { get; init; } = 3000;

    /// <summary>Photos in a batch of the classifier.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>Highest learning rate of the classifier.</summary>
    public double ClassifyRate { get; init; } = 3e-3;

    /// <summary>Scale s of CosFace.</summary>
    public double Scale { get; init; } = 30;

    /// <summary>Margin m of CosFace.</summary>
    public double CosineMargin { get; init; } = 0.3;

    /// <summary>Steps on batch-hard triplets afterwards; 0 for none.</summary>
    public int TripletSteps { get; init; } = 400;

    /// <summary>People in a batch of triplets.</summary>
    public int TripletPeople { get; init; } = 24;

    /// <summary>Photos of each person in a batch of triplets.</summary>
    public int TripletPhotos { get; init; } = 4;

    /// <summary>Highest learning rate on triplets.</summary>
    public double TripletRate { get; init; } = 3e-4;

    /// <summary>Margin α on squared L2.</summary>
    public double TripletMargin { get; init; } = 0.4;

    /// <summary>Decoupled weight decay of AdamW.</summary>
    public double WeightDecay { get; init; } = 5e-3;

    /// <summary>The FPIR on held-out strangers that the stored threshold gives.</summary>
    public double Fpir { get; init; } = 0.01;

    /// <summary>K of the galleries that the stored threshold is for.</summary>
    public int GallerySize { get; init; } = 50;

    /// <summary>Comma-separated values per step, or null for none.</summary>
    public string? MetricsFile { get; init; }

    /// <exception cref="BadInputException">Names the option that is out of range.</exception>
    public void Validate()
    {
        Check(People is >= 2 and <= 10_000, nameof(People), "2 to 10000");
        Check(PhotosOfEach is >= 2 and <= 1000, nameof(PhotosOfEach), "2 to 1000");
        Check(Population >= 100, nameof(Population), "100 or above: those below belong to the demo and the tests");
        Check(HeldOutPopulation >= 100 && HeldOutPopulation != Population, nameof(HeldOutPopulation), "100 or above and another than Population");
        Check(HeldOutPeople is >= 4 and <= 10_000, nameof(HeldOutPeople), "4 to 10000");
        Check(WidthMultiplier is >= 0.1 and <= 4, nameof(WidthMultiplier), "0.1 to 4");
        Check(Reduction is 1 or 2 or 4, nameof(Reduction), "1, 2 or 4");
        Check(TraitSteps >= 0, nameof(TraitSteps), "0 or more");
        Check(TraitRate > 0, nameof(TraitRate), "above 0");
        Check(ClassifySteps is >= 0, nameof(ClassifySteps), "0 or more");
        Check(Batch >= 2 && Batch <= (long)People * PhotosOfEach, nameof(Batch), "2 to the number of photos");
        Check(ClassifyRate > 0, nameof(ClassifyRate), "above 0");
        Check(Scale > 0, nameof(Scale), "above 0");
        Check(CosineMargin is >= 0 and < 1, nameof(CosineMargin), "0 to below 1");
        Check(TripletSteps >= 0, nameof(TripletSteps), "0 or more");
        Check(TripletPeople >= 2 && TripletPeople <= People, nameof(TripletPeople), "2 to the number of people");
        Check(TripletPhotos >= 2, nameof(TripletPhotos), "2 or more");
        Check(TripletRate > 0, nameof(TripletRate), "above 0");
        Check(TripletMargin is >= 0 and <= 4, nameof(TripletMargin), "0 to 4");
        Check(WeightDecay >= 0, nameof(WeightDecay), "0 or more");
        Check(GallerySize >= 1, nameof(GallerySize), "1 or more");
        Check(Fpir is > 0 and < 1, nameof(Fpir), "between 0 and 1");
    }

    private static void Check(bool holds, string option, string range)
    {
        if (!holds)
        {
            throw new BadInputException(option, $"{range} was expected");
        }
    }
}

using System.Globalization;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Checks before the first step that there are enough photos for the objective.</summary>
internal static class RunPhotos
{
    /// <exception cref="BadInputException">Too few people or photos for the objective.</exception>
    public static void Require(ITrainingPhotos photos, PeopleSplit split, EncoderRunOptions options)
    {
        var training = split.Training.Sum(photos.PhotosOf);
        var pairs = split.Training.Count(p => photos.PhotosOf(p) >= 2);
        var needsPeople = options.ComparesPeople
            || options.WeightOf(TrainingLossKind.CosineMargin) + options.WeightOf(TrainingLossKind.Softmax) > 0;
        if (needsPeople && photos.People < 2)
        {
            throw new BadInputException("--data", "one person only: an encoder is trained on differences between people");
        }

        if (options.ComparesPeople && pairs == 0)
        {
            throw new BadInputException("--data", "no person has two photos: without a second photo of a person there is no positive pair");
        }

        if (options.ComparesPeople && pairs < options.People)
        {
            throw new BadInputException(
                "--data",
                Text($"{pairs} people to train on have two photos or more, batches of {options.People} people were asked for"));
        }

        if (!options.ComparesPeople && training < options.Batch)
        {
            throw new BadInputException("--data", Text($"{training} photos to train on, batches of {options.Batch} were asked for"));
        }

        if (options.Patience > 0 && split.HeldOut.Count == 0)
        {
            throw new BadInputException("--patience", "too few people with two photos to hold any out");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

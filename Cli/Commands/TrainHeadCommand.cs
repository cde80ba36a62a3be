using System.CommandLine;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Evaluation;
using FaceGrid.Cli.Photos;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces.VerificationHeads;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Commands;

/// <summary><c>train head</c>: logistic regression over pairs of encodings, for <c>verify --head</c>.</summary>
internal static class TrainHeadCommand
{
    public static Command Create()
    {
        var images = new Option<string>("--images") { Description = "Folder of NAME/NAME_0001.jpg", HelpName = "DIR", Required = true };
        var pairs =
            new Option<string>("--pairs") { Description = "Pairs in the format of LFW's pairs.txt", HelpName = "FILE", Required = true };
        var kind = new Option<string>("--kind")
        {
            Description = "Input features of the head",
            HelpName = string.Join('|', HeadTable.Kinds.Keys),
            Required = true,
        };
        kind.AcceptOnlyFromAmong([.. HeadTable.Kinds.Keys]);
        var output = new Option<string>("--out") { Description = "Head to write, as JSON", HelpName = "FILE", Required = true };
        var regularisation = new Option<double?>("--regularisation")
        {
            Description = "Regularisation λ on standardised features (default: by cross-validation over the folds)",
            HelpName = "LAMBDA",
        };
        regularisation.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is > 0 and <= 1e6))
            {
                result.AddError("--regularisation: must be above 0 and at most 1000000: separable pairs have no solution at 0");
            }
        });
        var faces = new FaceOptions();
        return new Command("head", "Train a verification head: logistic regression on two encodings").With(
            [images, pairs, kind, output, regularisation, .. faces.Symbols], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var file = context.Result.GetValue(output)!;
            OutputFile.RequireFolder(null, file);
            var model = context.Catalog.Find(context.Model).Encoder.Version;
            var protocol = PairsFile.Parse(context.Result.GetValue(pairs)!);
            using var reader = faces.Open(context);
            var encodings = await PairPhotos.Encode(
                context, reader, faces.Choice(context, FaceChoice.Largest), context.Result.GetValue(images)!, protocol, cancellationToken);
            var head = await Task.Run(
                () => HeadTraining.Fit(
                    Path.GetFileNameWithoutExtension(file),
                    HeadTable.Kinds[context.Result.GetValue(kind)!],
                    model,
                    HeadViewTwo.Labelled(protocol, encodings),
                    context.Result.GetValue(regularisation),
                    cancellationToken),
                cancellationToken);
            VerificationHeadFile.Write(file, head);
            context.Output.Result(
                new HeadTrainedResult(
                    file, head.Name, head.Kind, head.ModelVersion, head.Threshold, head.Regularisation, head.TrainingPairs),
                h => $"{h.File}: {h.Kind} head for {h.Model} from {h.TrainingPairs} pairs, accepts from probability "
                    + $"{Number(h.Threshold, 3)}, λ {h.Regularisation.ToString(System.Globalization.CultureInfo.InvariantCulture)}");
            return ExitCodes.Success;
        }
    }
}

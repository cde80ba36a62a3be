using System.CommandLine;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Models;
using FaceGrid.Cli.Results;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Visualization;
using FaceGrid.Vision.Weights;
using FaceGrid.Vision.Tensors;

namespace FaceGrid.Cli.Commands;

/// <summary><c>filters PHOTO</c>: edge maps by designed kernels, beside the learned filters of a network's first layer.</summary>
internal static class FiltersCommand
{
    private const int DefaultSize = 640;

    public static Command Create()
    {
        var photo = new Argument<string>("PHOTO") { Description = "Photo to filter" };
        var sheet = new Option<string>("--out") { Description = "Contact sheet to write", HelpName = "SHEET.png", Required = true };
        var size = SharedOptions.Count(
            "--size",
            $"Larger photos are scaled down: longer side in pixels (default: {DefaultSize})",
            DefaultSize,
            FeatureSearchRequest.LeastSide,
            FeatureSearchRequest.MostSide);
        var weights = VggOptions.Weights();
        const string Description = "Vertical, horizontal, Sobel and Scharr edges of a photo, and the filters of a network's first layer";
        return new Command("filters", Description).With([photo, sheet, size, weights], Run);

        async Task<int> Run(CommandContext context, CancellationToken cancellationToken)
        {
            var (file, output) = (context.Result.GetValue(photo)!, context.Result.GetValue(sheet)!);
            OutputFile.Check("--out", output, ".png");
            PhotoFiles.MustExist(file);
            var image = ImageCodec.Load(file);
            var longSide = Math.Min(context.Result.GetValue(size), Math.Max(image.Width, image.Height));
            image = FeatureImages.Resize(image, longSide);
            var source = VggOptions.Find(context, context.Result.GetValue(weights));
            LibTorch.SetThreads(context.Threads);
            using var network = source.Load();
            var filters = LearnedFilter.All(network, image);
            cancellationToken.ThrowIfCancellationRequested();
            var picture = FilterSheet.Draw(
                "Filters: designed and learned",
                string.Create(
                    CultureInfo.InvariantCulture, $"{Path.GetFileName(file)} at {image.Width} x {image.Height} pixels; {Name(network)}"),
                image,
                filters);
            var png = ImageCodec.EncodePng(picture);
            AtomicFile.Write(output, stream => stream.Write(png));
            if (source.Notice is { } notice)
            {
                context.Output.Note(notice);
            }

            context.Output.Result(
                new FiltersResult(
                    output,
                    file,
                    image.Width,
                    image.Height,
                    network.Version,
                    source.File,
                    [.. filters.Select(f => new FilterResult(f.Unit, [.. f.Kernel.Chunk(9)], f.Response.Min(), f.Response.Max()))]),
                _ => $"{output}: six edge kernels and {filters.Count} filters of conv1_1 on {file} ({network.Version})");
            return ExitCodes.Success;
        }
    }

    private static string Name(VggNetwork network) =>
        (network.IsRandom ? "an untrained " : "") + (network.Architecture == VggArchitecture.Vgg16 ? "VGG-16" : "VGG-19");
}

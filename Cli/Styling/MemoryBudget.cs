using System.CommandLine;
using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Predicts the memory of a render before it starts, and selects tiles if the whole image does not fit.</summary>
internal static class MemoryBudget
{
    public static Option<double?> Option()
    {
        var option = new Option<double?>("--memory")
        {
            Description = "Memory limit in GiB; larger renders are tiled or rejected (default: available memory)",
            HelpName = "GIB",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is > 0 and < 1e6))
            {
                result.AddError("--memory: must be above 0 GiB");
            }
        });
        return option;
    }

    /// <summary>The settings, with tiles if needed; a change is reported on standard error.</summary>
    /// <param name="settings">Settings of the render.</param>
    /// <param name="files">Input images, for their size.</param>
    /// <param name="architecture">Network.</param>
    /// <param name="gibibytes">Value of <c>--memory</c>; null: available memory.</param>
    /// <exception cref="BadInputException">It does not fit even in tiles; the message names the largest size that does.</exception>
    public static StyleSettings Fit(StyleSettings settings, StyleFiles files, VggArchitecture architecture, double? gibibytes)
    {
        var fitting = StyleFit.Fit(
            settings,
            files.Images.Content.Width,
            files.Images.Content.Height,
            gibibytes is { } given ? (long)(given * (1L << 30)) : AvailableMemory.Bytes(),
            (s, width, height) => StyleMemory.Predict(s.Loss, architecture, width, height, s.TileSide, s.Optimizer.BytesPerPixel));
        if (fitting.TileSide != settings.TileSide)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the whole image does not fit into memory: computing in tiles of {fitting.TileSide} pixels, "
                    + $"which takes longer and gives the same picture"));
        }

        return fitting;
    }
}

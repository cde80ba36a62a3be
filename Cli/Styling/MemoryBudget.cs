using System.CommandLine;
using System.Globalization;
using FaceGrid.Vision;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Cli.Styling;

/// <summary>Finds out before the start whether a render fits into memory, and takes tiles where the whole does not.</summary>
internal static class MemoryBudget
{
    public static Option<double?> Option()
    {
        var option = new Option<double?>("--memory") { Description = "Most memory that the render may take, GiB; more is computed in tiles or refused (default: what is free)", HelpName = "GIB" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is > 0 and < 1e6))
            {
                result.AddError("--memory: a number of GiB above 0 was expected");
            }
        });
        return option;
    }

    /// <summary>The settings, in tiles where they must be; a person is told.</summary>
    /// <param name="gibibytes">As <c>--memory</c> has it.</param>
    /// <exception cref="BadInputException">Nothing fits; names the size that does.</exception>
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
                CultureInfo.InvariantCulture, $"the whole does not fit into memory: it is computed in tiles of {fitting.TileSide} pixels, which comes to the same picture and takes longer"));
        }

        return fitting;
    }
}

using System.Globalization;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;

namespace FaceGrid.Vision.Styling.Runs;

/// <summary>What a run leaves behind.</summary>
public static class StyleResults
{
    private const int JpegQuality = 95;

    /// <summary>The picture as PNG (tEXt) or JPEG (comment) with its settings in it.</summary>
    /// <param name="name">A file name that ends in .png, .jpg or .jpeg.</param>
    /// <exception cref="BadInputException">Another ending.</exception>
    public static byte[] Encode(RgbImage image, string name, StyleProvenance provenance)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(provenance);
        RequireKnown(name);
        return IsPng(name)
            ? ImageCodec.EncodePng(image, new Dictionary<string, string>
            {
                ["Software"] = StyleProvenance.Program, [StyleProvenance.PngKeyword] = provenance.Embedded(),
            })
            : ImageCodec.EncodeJpeg(image, JpegQuality, provenance.Embedded());
    }

    /// <exception cref="BadInputException">The name ends in none of .png, .jpg and .jpeg.</exception>
    public static void RequireKnown(string name)
    {
        if (!IsPng(name) && Path.GetExtension(name).ToUpperInvariant() is not (".JPG" or ".JPEG"))
        {
            throw new BadInputException($"--out {name}", "PNG and JPEG are written: give a name that ends in .png or .jpg");
        }
    }

    /// <summary>J, αJc, βJs and each of their terms over the steps, on a logarithmic axis.</summary>
    public static RgbImage LossCurves(StyleRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var loss = run.Settings.Loss;
        var losses = run.Losses;
        var plot = new Plot
        {
            Title = "What the picture costs",
            Subtitle = string.Create(
                CultureInfo.InvariantCulture, $"{loss.Profile}, {Name(run.Settings)}, {run.StepsDone} of {run.StepsTotal} steps, {run.Size.Width} x {run.Size.Height} pixels at the end"),
            X = new PlotAxis { Label = "Step" },
            Y = new PlotAxis { Label = "Cost, weights included", Scale = AxisScale.Log },
        };
        Add("J", l => l.Total, dashed: false);
        Add("content", l => l.Content.Sum(), dashed: false);
        Add("style", l => l.Style.Sum(), dashed: false);
        for (var i = 0; i < loss.StyleLayers.Count; i++)
        {
            var term = i;
            Add("style " + loss.StyleLayers[i].Layer, l => l.Style[term], dashed: true);
        }

        if (losses.Any(l => l.TotalVariation > 0))
        {
            Add("total variation", l => l.TotalVariation, dashed: true);
        }

        return plot.Render();

        void Add(string name, Func<StyleLosses, double> value, bool dashed) =>
            plot.Series.Add(new PlotSeries(name, [.. losses.Append(run.FinalLosses).OfType<StyleLosses>().Select((l, i) => ((double)i, value(l)))]) { Dashed = dashed });
    }

    private static bool IsPng(string name) => Path.GetExtension(name).Equals(".png", StringComparison.OrdinalIgnoreCase);

    private static string Name(StyleSettings settings) => settings.Optimizer.Kind switch
    {
        Optimisers.StyleOptimizer.Adam => "Adam",
        Optimisers.StyleOptimizer.LBfgs => settings.Optimizer.StrongWolfe ? "L-BFGS with line search" : "L-BFGS",
        _ => "gradient descent",
    };
}

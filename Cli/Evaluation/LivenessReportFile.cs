using System.Globalization;
using System.Net;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Weights;
using static FaceGrid.Cli.CommandLine.Output;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Writes a liveness report as one file: a PNG, or a self-contained HTML page.</summary>
internal static class LivenessReportFile
{
    /// <exception cref="BadInputException">Neither .png nor .html, or the folder does not exist.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".png" or ".html" or ".htm"))
        {
            throw new BadInputException(path, "must end in .html or .png");
        }

        OutputFile.RequireFolder(null, path);
    }

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, LivenessReport report, IReadOnlyList<RgbImage> pictures)
    {
        var bytes = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase)
            ? ImageCodec.EncodePng(LivenessPictures.Stack(pictures))
            : Encoding.UTF8.GetBytes(Html(report, pictures));
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private static string Html(LivenessReport report, IReadOnlyList<RgbImage> pictures)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Presentation attack detection</title><style>");
        page.Append(
            "body{font:15px/1.5 sans-serif;color:#1b2430;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}");
        page.Append(
            "td,th{border:1px solid #d9dde3;padding:.3em "
                + ".7em;text-align:right}td:first-child,th:first-child{text-align:left}img{max-width:100%}</style>");
        page.Append("<h1>Presentation attack detection</h1>");
        page.Append(
            CultureInfo.InvariantCulture, $"<p>{report.BonaFidePresentations} bona fide presentations, BPNRR {Percent(report.Bpnrr)}; ");
        page.Append(
            WebUtility.HtmlEncode(
                string.Join("; ", report.AttackKinds.Select(k => $"{k.Presentations} of {k.Name}, APNRR {Percent(k.Apnrr)}"))));
        page.Append(
            CultureInfo.InvariantCulture,
            $". Faces found by: {WebUtility.HtmlEncode(report.FaceFinder)}.</p><table><tr><th>threshold</th>");
        foreach (var kind in report.AttackKinds)
        {
            page.Append(CultureInfo.InvariantCulture, $"<th>APCER {WebUtility.HtmlEncode(kind.Name)}</th>");
        }

        page.Append("<th>max APCER</th><th>BPCER</th><th>ACER (secondary)</th></tr>");
        foreach (var (label, point) in LivenessText.Rows(report))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{WebUtility.HtmlEncode(label)}</td>");
            foreach (var kind in report.AttackKinds)
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{(point.Apcer[kind.Name] is { } rate ? Percent(rate) : "–")}</td>");
            }

            page.Append(
                CultureInfo.InvariantCulture,
                $"<td>{Percent(point.MaxApcer)}</td><td>{Percent(point.Bpcer)}</td><td>{Percent(point.Acer)}</td></tr>");
        }

        page.Append(CultureInfo.InvariantCulture, $"</table><p>BPCER10 {Percent(report.Bpcer10)}, BPCER20 {Percent(report.Bpcer20)}.</p>");
        foreach (var picture in pictures)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p><img alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(ImageCodec.EncodePng(picture))}\"></p>");
        }

        return page.Append("</html>").ToString();
    }
}

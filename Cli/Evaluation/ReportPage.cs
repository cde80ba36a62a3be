using System.Globalization;
using System.Net;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Vision;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Visualization.Drawing;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Report of a measurement: a self-contained HTML page, or its pictures as one PNG.</summary>
internal sealed class ReportPage(string title)
{
    private readonly StringBuilder _body = new();
    private readonly List<RgbImage> _pictures = [];

    /// <summary>Validates the path before hours of measuring.</summary>
    /// <exception cref="BadInputException">Neither .png nor .html, a folder, or its parent folder does not exist.</exception>
    public static void Check(string path)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".png" or ".html" or ".htm"))
        {
            throw new BadInputException(path, "must end in .html or .png");
        }

        if (Directory.Exists(path))
        {
            throw new BadInputException(path, "is a folder; a file was expected");
        }

        OutputFile.RequireFolder(null, path);
    }

    public ReportPage Paragraph(string text)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(text)}</p>");
        return this;
    }

    public ReportPage Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        _body.Append("<table><tr>").AppendJoin("", head.Select(h => $"<th>{WebUtility.HtmlEncode(h)}</th>")).Append("</tr>");
        foreach (var row in rows)
        {
            _body.Append("<tr>").AppendJoin("", row.Select(c => $"<td>{WebUtility.HtmlEncode(c)}</td>")).Append("</tr>");
        }

        _body.Append("</table>");
        return this;
    }

    public ReportPage Picture(RgbImage picture)
    {
        _pictures.Add(picture);
        _body.Append(
            CultureInfo.InvariantCulture,
            $"<p><img alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(ImageCodec.EncodePng(picture))}\"></p>");
        return this;
    }

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Write(string path)
    {
        var bytes = Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase)
            ? ImageCodec.EncodePng(Stack())
            : Encoding.UTF8.GetBytes(Html());
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    private string Html() =>
        $$"""
        <!doctype html><html lang="en"><meta charset="utf-8"><title>{{WebUtility.HtmlEncode(title)}}</title>
        <style>body{font:15px/1.5 sans-serif;color:#1b2430;max-width:64em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}
        td,th{border:1px solid #d9dde3;padding:.3em .7em;text-align:right}td:first-child,th:first-child{text-align:left}
        img{max-width:100%}</style>
        <h1>{{WebUtility.HtmlEncode(title)}}</h1>{{_body}}</html>
        """;

    private RgbImage Stack()
    {
        var canvas = new Canvas(_pictures.Max(p => p.Width), _pictures.Sum(p => p.Height), Colour.White);
        var y = 0;
        foreach (var picture in _pictures)
        {
            canvas.DrawImage(picture, 0, y, picture.Width, picture.Height);
            y += picture.Height;
        }

        return canvas.Image;
    }
}

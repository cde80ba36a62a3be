using System.Globalization;
using System.Text.RegularExpressions;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>Input format of an encoder: the part of the 112 x 112 crop, the channel order and the normalisation.</summary>
/// <param name="Height">Rows of the network's input.</param>
/// <param name="Width">Columns of the network's input.</param>
/// <param name="FirstColumn">First column of the crop that is used.</param>
/// <param name="Bgr">Whether channels are in the order blue, green, red.</param>
/// <param name="Mean">Subtracted from every value of 0..255.</param>
/// <param name="Scale">Factor on the difference.</param>
/// <param name="Reduction">Each input pixel is the mean of Reduction x Reduction pixels of the crop.</param>
public sealed partial record FaceInput(int Height, int Width, int FirstColumn, bool Bgr, double Mean, double Scale, int Reduction = 1)
{
    /// <summary>
    /// Parses the metadata <c>input</c> of a weight file: <c>RGB 112x112, (x-127.5)/128</c>, with a part of the crop <c>RGB 112
    /// high x 96 wide (columns 8..103 of the 112x112 crop), (x-127.5)*0.0078125</c>, or reduced <c>RGB 112x112 averaged to 56x56,
    /// (x-127.5)/128</c>.
    /// </summary>
    /// <param name="path">Path of the weight file for error messages.</param>
    /// <exception cref="BadInputException">The text has an unknown form; a guess would give meaningless encodings.</exception>
    public static FaceInput Parse(string path, string text)
    {
        var match = Grammar().Match(text);
        if (!match.Success)
        {
            throw new BadInputException(path, $"its metadata has input '{text.ReplaceLineEndings(" ")}', which is not a known format");
        }

        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        double Real(string group) =>
            double.Parse(match.Groups[group].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

        var (height, width) = (Number("h"), Number("w"));
        var first = match.Groups["first"].Success ? Number("first") : 0;
        var last = match.Groups["last"].Success ? Number("last") : FaceTemplate.Size - 1;
        if (height != FaceTemplate.Size || width != last - first + 1 || last >= FaceTemplate.Size)
        {
            throw new BadInputException(
                path, $"its metadata has input '{text}', which is not a part of a {FaceTemplate.Size}x{FaceTemplate.Size} crop");
        }

        var reduction = 1;
        if (match.Groups["rh"].Success)
        {
            var (reducedHeight, reducedWidth) = (Number("rh"), Number("rw"));
            reduction = reducedHeight == 0 ? 0 : height / reducedHeight;
            if (reduction == 0 || height != reducedHeight * reduction || width != reducedWidth * reduction)
            {
                throw new BadInputException(
                    path, $"its metadata has input '{text}', and {width}x{height} pixels cannot be averaged to that");
            }
        }

        var factor = Real("factor");
        if (factor == 0)
        {
            throw new BadInputException(path, $"its metadata has input '{text}', with a factor of 0");
        }

        return new FaceInput(
            height / reduction,
            width / reduction,
            first,
            match.Groups["order"].Value == "BGR",
            Real("mean"),
            match.Groups["operator"].Value == "/" ? 1 / factor : factor,
            reduction);
    }

    /// <summary>The text that <see cref="Parse"/> accepts, for weight files written by this project.</summary>
    public override string ToString()
    {
        var order = Bgr ? "BGR" : "RGB";
        var reduced = Reduction == 1 ? string.Empty : $" averaged to {Height}x{Width}";
        var part = Width * Reduction == FaceTemplate.Size
            ? $"{FaceTemplate.Size}x{FaceTemplate.Size}"
            : $"{FaceTemplate.Size} high x {Width * Reduction} wide (columns {FirstColumn}..{FirstColumn + (Width * Reduction) - 1} of "
                + "the 112x112 crop)";
        return string.Create(CultureInfo.InvariantCulture, $"{order} {part}{reduced}, (x-{Mean})*{Scale}");
    }

    /// <summary>Writes a face as Height x Width x 3 interleaved, normalised floats.</summary>
    /// <exception cref="ArgumentException">
    /// The face is not <see cref="FaceTemplate.Size"/> x <see cref="FaceTemplate.Size"/>.
    /// </exception>
    public void Write(RgbImage face, Span<float> pixels)
    {
        if (face.Width != FaceTemplate.Size || face.Height != FaceTemplate.Size)
        {
            throw new ArgumentException(
                $"a face of {face.Width} x {face.Height}, {FaceTemplate.Size} x {FaceTemplate.Size} was expected", nameof(face));
        }

        if (Reduction > 1)
        {
            WriteReduced(face, pixels);
            return;
        }

        Span<float> levels = stackalloc float[256];
        for (var i = 0; i < levels.Length; i++)
        {
            levels[i] = (float)((i - Mean) * Scale);
        }

        var to = 0;
        for (var y = 0; y < Height; y++)
        {
            var row = face.Pixels.AsSpan(((y * FaceTemplate.Size) + FirstColumn) * 3, Width * 3);
            for (var x = 0; x < row.Length; x += 3)
            {
                pixels[to] = levels[row[Bgr ? x + 2 : x]];
                pixels[to + 1] = levels[row[x + 1]];
                pixels[to + 2] = levels[row[Bgr ? x : x + 2]];
                to += 3;
            }
        }
    }

    private void WriteReduced(RgbImage face, Span<float> pixels)
    {
        var scale = Scale / (Reduction * Reduction);
        var shift = -Mean * Scale;
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (red, green, blue) = (0, 0, 0);
                for (var dy = 0; dy < Reduction; dy++)
                {
                    var from = ((((y * Reduction) + dy) * FaceTemplate.Size) + FirstColumn + (x * Reduction)) * 3;
                    for (var end = from + (Reduction * 3); from < end; from += 3)
                    {
                        red += face.Pixels[from];
                        green += face.Pixels[from + 1];
                        blue += face.Pixels[from + 2];
                    }
                }

                var to = ((y * Width) + x) * 3;
                pixels[to] = (float)(((Bgr ? blue : red) * scale) + shift);
                pixels[to + 1] = (float)((green * scale) + shift);
                pixels[to + 2] = (float)(((Bgr ? red : blue) * scale) + shift);
            }
        }
    }

    [GeneratedRegex(
        @"^(?<order>RGB|BGR) (?<h>\d{1,4})( high )?x( )?(?<w>\d{1,4})( wide)?"
        + @"( \(columns (?<first>\d{1,4})\.\.(?<last>\d{1,4}) of the 112x112 crop\))?"
        + @"( averaged to (?<rh>\d{1,4})x(?<rw>\d{1,4}))?, "
        + @"\(x-(?<mean>\d{1,3}(\.\d{1,6})?)\)(?<operator>[/*])(?<factor>\d{1,3}(\.\d{1,12})?)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Grammar();
}

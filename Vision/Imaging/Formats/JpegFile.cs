using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// A JPEG file (ITU-T T.81, annex B) parsed by its markers, without decoding: size and components from the frame header,
/// orientation from EXIF, whether all scans are present, and whether the end-of-image marker is.
/// </summary>
internal sealed class JpegFile
{
    /// <summary>Maximum number of scans, each of which costs a pass over the whole image. Encoders write about ten.</summary>
    private const int MaxScans = 64;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly string _name;
    private readonly List<Range> _segments = [];
    private int _componentsWithData;
    private int _scans;
    private bool _isProgressive;
    private bool _hasRestarts;
    private bool _isJfif;
    private bool _isRgbByName;
    private byte? _adobeTransform;

    private JpegFile(ReadOnlyMemory<byte> file, string name)
    {
        _file = file;
        _name = name;
    }

    /// <summary>Stored width in pixels, before the orientation is applied.</summary>
    public int Width { get; private set; }

    /// <summary>Stored height in pixels.</summary>
    public int Height { get; private set; }

    /// <summary>EXIF orientation, 1 to 8; 1 is upright.</summary>
    public int Orientation { get; private set; } = ExifOrientation.Upright;

    /// <summary>Number of components: 1 grey, 3 colour, 4 CMYK or YCCK.</summary>
    public int Components { get; private set; }

    /// <summary>Horizontal subsampling factor of chroma; 1 without chroma.</summary>
    public int ChromaX { get; private set; } = 1;

    /// <summary>Vertical subsampling factor of chroma; 1 without chroma.</summary>
    public int ChromaY { get; private set; } = 1;

    /// <summary>
    /// Whether the file has its end-of-image marker. A file without it is accepted if it has a single sequential scan without
    /// restart markers, because the decoder can then detect missing data.
    /// </summary>
    public bool HasEnd { get; private set; }

    /// <summary>Whether the three components are YCbCr and not RGB, by the rules of libjpeg.</summary>
    public bool IsYCbCr => Components == 3 && (_isJfif || (_adobeTransform is { } transform ? transform != 0 : !_isRgbByName));

    /// <summary>Parses a file.</summary>
    /// <exception cref="BadInputException">The file is damaged, truncated, or of an unsupported kind.</exception>
    public static JpegFile Read(ReadOnlyMemory<byte> file, string name)
    {
        var result = new JpegFile(file, name);
        result.Walk();
        return result;
    }

    /// <summary>
    /// Rewrites the file without metadata and with one explicit statement of its colour space, so that every decoder chooses the
    /// same as libjpeg.
    /// </summary>
    /// <param name="keepPlanes">Whether Y, Cb, Cr are declared as R, G, B, so that a decoder returns them unconverted.</param>
    /// <param name="padding">Bytes to insert between the data and the end-of-image marker.</param>
    public ReadOnlyMemory<byte> Rewrite(bool keepPlanes, ReadOnlySpan<byte> padding)
    {
        var transform = Components == 3 ? (byte)(IsYCbCr && !keepPlanes ? 1 : 0) : _adobeTransform;

        // Adobe's segment: version 100, no flags.
        ReadOnlySpan<byte> adobe = [0xFF, JpegMarker.App14, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0];
        var result = new MemoryStream(_file.Length + adobe.Length + padding.Length + 8);
        result.Write([0xFF, JpegMarker.StartOfImage]);
        if (transform is { } value)
        {
            result.Write(adobe);
            result.WriteByte(value);
        }

        foreach (var segment in _segments)
        {
            result.Write(_file.Span[segment]);
        }

        result.Write(padding);
        result.Write([0xFF, JpegMarker.EndOfImage]);
        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    public static BadInputException Truncated(string name) => new(name, "truncated JPEG: it ends before its last pixel");

    private void Walk()
    {
        for (var at = 2; ;)
        {
            var marker = JpegMarker.TryFind(_file.Span, ref at) ?? throw Truncated(_name);
            if (marker == JpegMarker.EndOfImage)
            {
                HasEnd = true;
                break;
            }

            if (JpegMarker.StandsAlone(marker))
            {
                continue;
            }

            var start = at - 2;
            var body = Body(ref at);
            if (marker == JpegMarker.StartOfScan)
            {
                TakeScan(body);
                at = JpegMarker.EndOfScan(_file.Span, at, out var isLast);
                _segments.Add(start..at);
                if (isLast)
                {
                    break;
                }
            }
            else if (JpegMarker.IsFrame(marker))
            {
                TakeFrame(marker, body);
                _segments.Add(start..at);
            }
            else if (JpegMarker.IsMetadata(marker))
            {
                TakeMetadata(marker, body);
            }
            else
            {
                _hasRestarts |= marker == JpegMarker.RestartInterval;
                _segments.Add(start..at);
            }
        }

        if (_scans == 0)
        {
            throw Damaged("no image in it");
        }

        if (!HasEnd && (_isProgressive || _hasRestarts || _scans > 1 || _componentsWithData != Components))
        {
            throw Truncated(_name);
        }

        if (_componentsWithData != Components)
        {
            throw Damaged($"{_componentsWithData} of {Components} components have data");
        }
    }

    private void TakeMetadata(byte marker, ReadOnlySpan<byte> body)
    {
        if (marker == JpegMarker.App1 && body.StartsWith("Exif\0"u8) && body.Length > 6)
        {
            Orientation = ExifOrientation.Find(body[6..]);
        }
        else if (marker == JpegMarker.App0 && body.Length >= 14 && body.StartsWith("JFIF\0"u8))
        {
            _isJfif = true;
        }
        else if (marker == JpegMarker.App14 && body.Length >= 12 && body.StartsWith("Adobe"u8))
        {
            _adobeTransform = body[11];
        }
    }

    private void TakeScan(ReadOnlySpan<byte> body)
    {
        if (Components == 0 || body.Length < 4 || body.Length != 4 + (2 * body[0]))
        {
            throw Damaged("a scan without a frame, or of impossible length");
        }

        if (++_scans > MaxScans)
        {
            throw Damaged($"more than {MaxScans} scans");
        }

        // Each component has one first scan, with the high bits of its DC coefficients; in sequential files there is no other.
        var (spectralStart, high) = (body[^3], body[^1] >> 4);
        _componentsWithData += !_isProgressive || (spectralStart == 0 && high == 0) ? body[0] : 0;
    }

    private void TakeFrame(byte marker, ReadOnlySpan<byte> body)
    {
        if (Components != 0)
        {
            throw Damaged("two frame headers");
        }

        if (body.Length < 6 || body.Length < 6 + (3 * body[5]))
        {
            throw Damaged("short frame header");
        }

        if (marker is not (0xC0 or 0xC1 or 0xC2) || body[0] != 8)
        {
            throw Unsupported($"{body[0]} bits, process SOF{marker - 0xC0}): only 8-bit baseline and progressive are");
        }

        Height = BinaryPrimitives.ReadUInt16BigEndian(body[1..]);
        Width = BinaryPrimitives.ReadUInt16BigEndian(body[3..]);
        if (Width == 0 || Height == 0)
        {
            throw Damaged($"{Width} x {Height} pixels");
        }

        Components = body[5] is 1 or 3 or 4 ? body[5] : throw Unsupported($"{body[5]} components)");
        _isProgressive = marker == 0xC2;
        _isRgbByName = Components == 3 && (body[6], body[9], body[12]) == ('R', 'G', 'B');
        if (Components == 3)
        {
            var (lumaX, lumaY, chromaX, chromaY) = (body[7] >> 4, body[7] & 15, body[10] >> 4, body[10] & 15);
            if (body[10] != body[13] || chromaX == 0 || chromaY == 0 || lumaX % chromaX != 0 || lumaY % chromaY != 0)
            {
                // libjpeg refuses fractional factors as well; ImageSharp decodes them incorrectly.
                throw Unsupported($"chroma sampled {lumaX}x{lumaY} to {chromaX}x{chromaY})");
            }

            (ChromaX, ChromaY) = (lumaX / chromaX, lumaY / chromaY);
        }
    }

    private ReadOnlySpan<byte> Body(ref int at)
    {
        var span = _file.Span;
        var length = at + 2 <= span.Length ? BinaryPrimitives.ReadUInt16BigEndian(span[at..]) : throw Truncated(_name);
        if (length < 2)
        {
            throw Damaged("a segment of impossible length");
        }

        var start = at + 2;
        at += length;
        return at <= span.Length ? span[start..at] : throw Truncated(_name);
    }

    private BadInputException Damaged(string reason) => new(_name, $"damaged JPEG: {reason}");

    private BadInputException Unsupported(string detail) => new(_name, $"JPEG of an unsupported kind ({detail}");
}

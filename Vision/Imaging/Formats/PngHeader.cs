using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>The chunk IHDR of a PNG file (ISO/IEC 15948, 11.2.2).</summary>
/// <param name="Depth">Bits per sample, or per palette index.</param>
/// <param name="ColourType">0 grey, 2 RGB, 3 palette, 4 grey and alpha, 6 RGB and alpha.</param>
internal readonly record struct PngHeader(int Width, int Height, byte Depth, byte ColourType, bool IsInterlaced)
{
    public const byte Grey = 0;
    public const byte Rgb = 2;
    public const byte Palette = 3;
    private const byte AlphaBit = 4;

    public bool HasAlphaChannel => (ColourType & AlphaBit) != 0;

    private int BitsPerPixel => Depth * ColourType switch { Rgb => 3, AlphaBit => 2, Rgb | AlphaBit => 4, _ => 1 };

    /// <summary>Reads only the header, so that a pixel limit can be applied before the rest is processed.</summary>
    /// <exception cref="BadInputException">
    /// The header is damaged, or has a combination of colour type and depth that the standard does not define.
    /// </exception>
    public static PngHeader Read(ReadOnlySpan<byte> file, string name)
    {
        var chunk = PngChunk.Read(file, PngChunk.Signature.Length, name);
        var body = chunk.Body;
        if (!chunk.Is("IHDR"u8) || body.Length != 13)
        {
            throw new BadInputException(name, "damaged PNG: it does not begin with its header");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(body);
        var height = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        if (width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
        {
            throw new BadInputException(name, $"damaged PNG: {width} x {height} pixels");
        }

        var depth = body[8];
        var valid = body[9] switch
        {
            Grey => depth is 1 or 2 or 4 or 8 or 16,
            Palette => depth is 1 or 2 or 4 or 8,
            Rgb or AlphaBit or (Rgb | AlphaBit) => depth is 8 or 16,
            _ => false,
        };
        return valid && body[10] == 0 && body[11] == 0 && body[12] is 0 or 1
            ? new PngHeader((int)width, (int)height, depth, body[9], body[12] == 1)
            : throw new BadInputException(name, $"damaged PNG: colour type {body[9]} with {depth} bits");
    }

    /// <summary>Decompressed size in bytes of an image of this size: each row has a filter byte.</summary>
    public long DataBytes(int columns, int rows) => rows * (1 + ((((long)columns * BitsPerPixel) + 7) / 8));

    /// <summary>The chunk's body for a non-interlaced image of this size.</summary>
    public byte[] ToBody(int width, int height)
    {
        var body = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(body, width);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(4), height);
        body[8] = Depth;
        body[9] = ColourType;
        return body;
    }
}

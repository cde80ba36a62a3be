using System.Buffers.Binary;
using System.IO.Compression;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>Writes PNG files of every colour type and depth, with all five row filters, plain or interlaced.</summary>
internal static class PngWriter
{
    public const int Grey = 0;
    public const int Rgb = 2;
    public const int Palette = 3;
    public const int GreyAlpha = 4;
    public const int Rgba = 6;

    public static int Channels(int colourType) => colourType switch { Rgb => 3, GreyAlpha => 2, Rgba => 4, _ => 1 };

    /// <param name="samples">Height x Width x channels values of <paramref name="depth"/> bits.</param>
    /// <param name="chunks">Chunks between the header and the data: palette, transparency and others.</param>
    public static byte[] Write(
        int width,
        int height,
        int colourType,
        int depth,
        int[] samples,
        bool interlaced = false,
        params (string Type, byte[] Body)[] chunks)
    {
        var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        file.Write(Chunk("IHDR", Header(width, height, colourType, depth, interlaced)));
        foreach (var (type, body) in chunks)
        {
            file.Write(Chunk(type, body));
        }

        var data = Compress(Rows(width, height, colourType, depth, samples, interlaced));

        // Two data chunks, because real files have several.
        file.Write(Chunk("IDAT", data[..(data.Length / 2)]));
        file.Write(Chunk("IDAT", data[(data.Length / 2)..]));
        file.Write(Chunk("IEND", []));
        return file.ToArray();
    }

    public static byte[] Header(int width, int height, int colourType, int depth, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = (byte)depth;
        header[9] = (byte)colourType;
        header[12] = interlaced ? (byte)1 : (byte)0;
        return header;
    }

    public static byte[] Chunk(string type, byte[] body)
    {
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        System.Text.Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        body.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + body.Length), Crc(chunk.AsSpan(4, 4 + body.Length)));
        return chunk;
    }

    private static byte[] Rows(int width, int height, int colourType, int depth, int[] samples, bool interlaced)
    {
        if (!interlaced)
        {
            return Pass(width, colourType, depth, samples, 0, 0, 1, 1, height);
        }

        (int X, int Y, int Dx, int Dy)[] passes =
            [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];
        return passes.SelectMany(p => Pass(width, colourType, depth, samples, p.X, p.Y, p.Dx, p.Dy, height)).ToArray();
    }

    private static byte[] Pass(int width, int colourType, int depth, int[] samples, int x0, int y0, int dx, int dy, int height)
    {
        var channels = Channels(colourType);
        var columns = (width - x0 + dx - 1) / dx;
        if (columns <= 0)
        {
            return [];
        }

        var rowBytes = ((columns * channels * depth) + 7) / 8;
        var pixelBytes = Math.Max(1, channels * depth / 8);
        var previous = new byte[rowBytes];
        var output = new List<byte>();
        for (var y = y0; y < height; y += dy)
        {
            var row = new byte[rowBytes];
            var bit = 0;
            for (var x = x0; x < width; x += dx)
            {
                for (var c = 0; c < channels; c++, bit += depth)
                {
                    var value = samples[(((y * width) + x) * channels) + c];
                    if (depth == 16)
                    {
                        row[bit / 8] = (byte)(value >> 8);
                        row[(bit / 8) + 1] = (byte)value;
                    }
                    else
                    {
                        row[bit / 8] |= (byte)(value << (8 - depth - (bit % 8)));
                    }
                }
            }

            output.AddRange(Filter(row, previous, pixelBytes, (y / dy) % 5));
            previous = row;
        }

        return [.. output];
    }

    private static byte[] Filter(byte[] row, byte[] above, int pixelBytes, int filter)
    {
        var result = new byte[row.Length + 1];
        result[0] = (byte)filter;
        for (var i = 0; i < row.Length; i++)
        {
            int a = i >= pixelBytes ? row[i - pixelBytes] : 0;
            int b = above[i];
            int c = i >= pixelBytes ? above[i - pixelBytes] : 0;
            var p = a + b - c;
            var (pa, pb, pc) = (Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c));
            var predicted = filter switch
            {
                1 => a,
                2 => b,
                3 => (a + b) / 2,
                4 => pa <= pb && pa <= pc ? a : pb <= pc ? b : c,
                _ => 0,
            };
            result[i + 1] = (byte)(row[i] - predicted);
        }

        return result;
    }

    private static byte[] Compress(byte[] rows)
    {
        using var output = new MemoryStream();
        using (var deflate = new ZLibStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(rows);
        }

        return output.ToArray();
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>
/// Takes an interlaced PNG apart into one plain PNG a pass. Each pass is stored as if it were a picture of its own, row
/// filters included, so nothing has to be decoded for that.
/// </summary>
/// <remarks>
/// Why: libpng's simplified interface, asked for 8 bits of an interlaced 16-bit picture, writes past the end of its buffer
/// (CVE-2025-65018, before 1.6.51) and where distributions patched that, gives wrong pixels. It must never see such a file.
/// </remarks>
internal static class PngPasses
{
    /// <summary>Must <paramref name="file"/> be taken apart?</summary>
    public static bool Applies(ReadOnlySpan<byte> file) => file[24] == 16 && file[28] == 1;

    /// <summary>Decodes the passes one by one and puts their pixels where they belong.</summary>
    /// <param name="file">Chunks that <see cref="PngReader.KeepPixelChunks"/> has kept.</param>
    /// <param name="decode">Decodes a plain PNG of this width and height.</param>
    public static RgbImage Decode(ReadOnlyMemory<byte> file, string name, Func<ReadOnlyMemory<byte>, int, int, RgbImage> decode)
    {
        var (width, height) = PngReader.ReadSize(file.Span, name);
        var bytesPerPixel = PngReader.BitsPerPixel(file.Span) / 8;
        var image = new RgbImage(width, height);
        using var data = new ZLibStream(new PngDataStream(file, name), CompressionMode.Decompress);
        foreach (var pass in Adam7.Passes)
        {
            var (columns, rows) = (pass.Columns(width), pass.Rows(height));
            if (columns == 0 || rows == 0)
            {
                continue;
            }

            var part = decode(PlainFile(file.Span, columns, rows, (1 + ((long)columns * bytesPerPixel)) * rows, data, name), columns, rows);
            for (var y = 0; y < rows; y++)
            {
                var to = (((pass.Y + (y * pass.Dy)) * width) + pass.X) * 3;
                for (var from = y * columns * 3; from < (y + 1) * columns * 3; from += 3, to += pass.Dx * 3)
                {
                    part.Pixels.AsSpan(from, 3).CopyTo(image.Pixels.AsSpan(to));
                }
            }
        }

        return image;
    }

    private static ReadOnlyMemory<byte> PlainFile(ReadOnlySpan<byte> file, int columns, int rows, long dataBytes, Stream data, string name)
    {
        using var result = new MemoryStream();
        result.Write(PngReader.Signature);
        for (var at = PngReader.Signature.Length; at < file.Length;)
        {
            var body = PngReader.Next(file, at, name, out var type, out at);
            if (type.SequenceEqual("IHDR"u8))
            {
                var header = body.ToArray();
                BinaryPrimitives.WriteInt32BigEndian(header, columns);
                BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), rows);
                header[12] = 0;
                WriteChunk(result, type, header);
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                WriteChunk(result, "IDAT"u8, Restore(data, dataBytes, name));
                WriteChunk(result, type, []);
            }
            else if (!type.SequenceEqual("IDAT"u8))
            {
                WriteChunk(result, type, body);
            }
        }

        return result.GetBuffer().AsMemory(0, (int)result.Length);
    }

    /// <summary>The next bytes of the picture's data as a zlib stream that stores them uncompressed.</summary>
    private static ReadOnlySpan<byte> Restore(Stream data, long bytes, string name)
    {
        using var stored = new MemoryStream();
        using (var zlib = new ZLibStream(stored, CompressionLevel.NoCompression, leaveOpen: true))
        {
            var buffer = new byte[1 << 16];
            while (bytes > 0)
            {
                var read = PngReader.Inflate(data, buffer.AsSpan(0, (int)Math.Min(bytes, buffer.Length)), name);
                zlib.Write(buffer, 0, read);
                bytes -= read;
            }
        }

        return stored.GetBuffer().AsSpan(0, (int)stored.Length);
    }

    private static void WriteChunk(MemoryStream to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, body.Length);
        to.Write(word);
        var start = (int)to.Length;
        to.Write(type);
        to.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.Compute(to.GetBuffer().AsSpan(start, (int)to.Length - start)));
        to.Write(word);
    }
}

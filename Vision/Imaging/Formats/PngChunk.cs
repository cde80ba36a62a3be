using System.Buffers.Binary;
using System.IO.Hashing;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>One chunk of a PNG file (ISO/IEC 15948, 5.3): length, type, body, CRC-32 of type and body.</summary>
internal readonly ref struct PngChunk
{
    private readonly ReadOnlySpan<byte> _type;

    private PngChunk(ReadOnlySpan<byte> typeAndBody, int bodyAt)
    {
        _type = typeAndBody[..4];
        Body = typeAndBody[4..];
        BodyAt = bodyAt;
    }

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public ReadOnlySpan<byte> Body { get; }

    /// <summary>Offset of the body in the file.</summary>
    public int BodyAt { get; }

    /// <summary>Offset of the next chunk in the file.</summary>
    public int Next => BodyAt + Body.Length + 4;

    /// <summary>
    /// Whether the chunk is critical (capital first letter): an image with an unknown critical chunk cannot be decoded.
    /// </summary>
    public bool IsCritical => (_type[0] & 0x20) == 0;

    /// <exception cref="BadInputException">The file ends within the chunk, or the checksum is wrong.</exception>
    public static PngChunk Read(ReadOnlySpan<byte> file, int at, string name)
    {
        if (file.Length - at < 12)
        {
            throw Truncated(name);
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
        if (length > file.Length - at - 12)
        {
            throw Truncated(name);
        }

        var covered = file.Slice(at + 4, 4 + (int)length);
        return Crc32.HashToUInt32(covered) == BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..])
            ? new PngChunk(covered, at + 8)
            : throw new BadInputException(name, "damaged PNG: a checksum is wrong");
    }

    /// <param name="to">The stream to which the chunk is appended.</param>
    public static void Write(MemoryStream to, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, body.Length);
        to.Write(word);
        to.Write(type);
        to.Write(body);
        var covered = to.GetBuffer().AsSpan((int)to.Length - 4 - body.Length, 4 + body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(word, Crc32.HashToUInt32(covered));
        to.Write(word);
    }

    public bool Is(ReadOnlySpan<byte> name) => _type.SequenceEqual(name);

    private static BadInputException Truncated(string name) => new(name, "truncated PNG: it ends before its last chunk");
}

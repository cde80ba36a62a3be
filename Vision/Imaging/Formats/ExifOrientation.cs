using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>Finds the orientation in EXIF data (CIPA DC-008, tag 0x0112 of the first image file directory).</summary>
internal static class ExifOrientation
{
    /// <summary>The stored orientation is upright; also the value for damaged EXIF data.</summary>
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int EntryLength = 12;

    /// <param name="tiff">EXIF data, starting at its byte-order mark ("II" or "MM").</param>
    /// <returns>1 to 8.</returns>
    public static int Find(ReadOnlySpan<byte> tiff)
    {
        bool little;
        if (tiff.StartsWith("II*\0"u8))
        {
            little = true;
        }
        else if (tiff.StartsWith("MM\0*"u8))
        {
            little = false;
        }
        else
        {
            return Upright;
        }

        if (tiff.Length < 8)
        {
            return Upright;
        }

        var start = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > (uint)tiff.Length - 2)
        {
            return Upright;
        }

        var directory = tiff[(int)start..];
        var entries = Word(directory, little);
        directory = directory[2..];
        for (var i = 0; i < entries && directory.Length >= EntryLength; i++, directory = directory[EntryLength..])
        {
            if (Word(directory, little) == Tag)
            {
                var value = Value(Word(directory[2..], little), directory[8..], little);
                return value is >= 1 and <= 8 ? (int)value : Upright;
            }
        }

        return Upright;
    }

    /// <summary>
    /// The first value of an entry. The standard says SHORT; cameras and editors also write the other integer types (TIFF 6.0, section 2).
    /// </summary>
    private static long Value(int type, ReadOnlySpan<byte> at, bool little) => type switch
    {
        1 or 6 => at[0], // BYTE, SBYTE
        3 or 8 => Word(at, little), // SHORT, SSHORT
        4 or 9 => little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at), // LONG, SLONG
        _ => Upright,
    };

    private static int Word(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}

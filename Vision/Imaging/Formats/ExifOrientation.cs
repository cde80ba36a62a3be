using System.Buffers.Binary;

namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>Finds the orientation in EXIF data (CIPA DC-008, tag 0x0112 of the first image file directory).</summary>
internal static class ExifOrientation
{
    /// <summary>The stored orientation is upright; also the value for damaged EXIF data.</summary>
    public const int Upright = 1;

    private const int Tag = 0x0112;
    private const int Short = 3;
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
            if (Word(directory, little) == Tag && Word(directory[2..], little) == Short)
            {
                var value = Word(directory[8..], little);
                return value is >= 1 and <= 8 ? value : Upright;
            }
        }

        return Upright;
    }

    private static int Word(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
}

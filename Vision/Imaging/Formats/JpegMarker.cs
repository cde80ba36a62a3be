namespace FaceGrid.Vision.Imaging.Formats;

/// <summary>The markers of JPEG (ITU-T T.81, table B.1): a byte 0xFF, then one of these.</summary>
internal static class JpegMarker
{
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte RestartInterval = 0xDD;
    public const byte App0 = 0xE0;
    public const byte App1 = 0xE1;
    public const byte App14 = 0xEE;
    private const byte App15 = 0xEF;
    private const byte Comment = 0xFE;

    /// <summary>Whether the marker has no length and no body.</summary>
    public static bool StandsAlone(byte marker) => marker is 0x00 or 0x01 or (>= 0xD0 and <= StartOfImage);

    public static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC;

    public static bool IsMetadata(byte marker) => marker is (>= App0 and <= App15) or Comment;

    /// <param name="at">Position in the file; advanced past the marker.</param>
    /// <returns>Null where the file ends first.</returns>
    public static byte? TryFind(ReadOnlySpan<byte> file, ref int at)
    {
        // Any number of fill bytes may precede a marker; other bytes between segments are skipped, as decoders do.
        while (at < file.Length && file[at] != 0xFF)
        {
            at++;
        }

        while (at < file.Length && file[at] == 0xFF)
        {
            at++;
        }

        return at < file.Length ? file[at++] : null;
    }

    /// <summary>
    /// The end of the entropy-coded data that begins at <paramref name="at"/>: the offset of the first 0xFF of the next marker.
    /// </summary>
    /// <param name="isLast">
    /// Whether the file ends without another marker; an incomplete marker at the end does not count as data.
    /// </param>
    public static int EndOfScan(ReadOnlySpan<byte> file, int at, out bool isLast)
    {
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            isLast = next < 0 || at + next + 1 >= file.Length;
            if (isLast)
            {
                return next < 0 ? file.Length : at + next;
            }

            at += next;
            if (file[at + 1] is not (0x00 or 0xFF or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += file[at + 1] == 0xFF ? 1 : 2;
        }
    }
}

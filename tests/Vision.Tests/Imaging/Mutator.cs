using System.Buffers.Binary;

namespace FaceGrid.Vision.Tests.Imaging;

/// <summary>Damages files like faulty disks and networks, and attackers, do.</summary>
internal static class Mutator
{
    private static readonly byte[] BoundaryBytes = [0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF];

    public static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(Math.Max(1, bytes.Count - 1));
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = BoundaryBytes[random.Next(BoundaryBytes.Length)];
                    break;
                case 2:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 4:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 9), bytes.Count - at - 1));
                    break;
                default:
                    var from = random.Next(bytes.Count - 1);
                    bytes.InsertRange(at, bytes.GetRange(from, Math.Min(random.Next(1, 40), bytes.Count - from)));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>Repeats, removes, or moves one segment of a file that is cut at these places.</summary>
    public static byte[] Rearrange(byte[] original, IReadOnlyList<int> cuts, Random random)
    {
        var parts = cuts.Zip(cuts.Skip(1).Append(original.Length), (from, to) => original[from..to]).ToList();
        var (from, to) = (random.Next(parts.Count), random.Next(parts.Count));
        var part = parts[from];
        if (random.Next(3) > 0)
        {
            parts.RemoveAt(from);
        }

        if (random.Next(3) > 0)
        {
            parts.Insert(Math.Min(to, parts.Count), part);
        }

        return [.. original[..cuts[0]], .. parts.SelectMany(p => p)];
    }

    /// <summary>Corrects the checksum of every PNG chunk that can still be found.</summary>
    public static byte[] WithRightChecksums(byte[] png)
    {
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at));
            if (length > png.Length - at - 12)
            {
                break;
            }

            var type = System.Text.Encoding.Latin1.GetString(png, at + 4, 4);
            var chunk = png.AsSpan(at, 12 + (int)length);
            if (type.All(char.IsAscii))
            {
                PngWriter.Chunk(type, chunk[8..^4].ToArray()).CopyTo(chunk);
            }

            at += chunk.Length;
        }

        return png;
    }
}

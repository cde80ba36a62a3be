using System.Buffers.Binary;

namespace FaceGrid.Vision.Visualization;

/// <summary>
/// For every unit of a layer the positions of highest activation, at most one for each image and <see cref="Kept"/> in all, in
/// descending order. The result of a reduction: <see cref="Merge"/> is associative, commutative and idempotent, so it does not
/// depend on how the images were divided, on the order of the parts, or on duplicates. Immutable.
/// </summary>
public sealed class UnitMaxima : IEquatable<UnitMaxima>
{
    /// <summary>Number of positions kept for each unit, as in Zeiler and Fergus 2014.</summary>
    public const int Kept = 9;

    /// <summary>Bytes of one position, see <see cref="ToBytes"/>.</summary>
    private const int EntryBytes = 12;

    private readonly UnitMaximum[][] _units;

    private UnitMaxima(UnitMaximum[][] units) => _units = units;

    /// <summary>Number of units (channels) of the layer.</summary>
    public int Units => _units.Length;

    /// <summary>The positions of a unit in descending order of activation.</summary>
    public IReadOnlyList<UnitMaximum> this[int unit] => _units[unit];

    /// <summary>Maxima of no images: the neutral element of <see cref="Merge"/>.</summary>
    public static UnitMaxima Empty(int units) => new([.. Enumerable.Repeat(Array.Empty<UnitMaximum>(), units)]);

    /// <summary>Creates a table from the positions of each unit.</summary>
    /// <param name="units">Positions of each unit, in any order; for each image the highest activation is kept.</param>
    /// <exception cref="ArgumentException">A value is not finite, or a position is out of range.</exception>
    public static UnitMaxima Of(IEnumerable<IEnumerable<UnitMaximum>> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        return new UnitMaxima([.. units.Select(unit => Best(unit.Select(Checked).Order()))]);
    }

    /// <summary>Merges the maxima of two sets of images.</summary>
    /// <exception cref="ArgumentException">The layers have different numbers of units.</exception>
    public static UnitMaxima Merge(UnitMaxima a, UnitMaxima b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Units != b.Units)
        {
            throw new ArgumentException($"{a.Units} units cannot be merged with {b.Units}", nameof(b));
        }

        return new UnitMaxima([.. a._units.Zip(b._units, (x, y) => x.Length == 0 ? y : y.Length == 0 ? x : Best(x.Concat(y).Order()))]);
    }

    /// <summary>
    /// Serialises: number of units (int32), then for each unit the number of positions (1 byte), and for each position value
    /// (float32), image (int32), y and x (uint16), all little-endian.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[sizeof(int) + _units.Sum(u => 1 + (u.Length * EntryBytes))];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Units);
        var at = sizeof(int);
        foreach (var unit in _units)
        {
            bytes[at++] = (byte)unit.Length;
            foreach (var place in unit)
            {
                var entry = bytes.AsSpan(at, EntryBytes);
                BinaryPrimitives.WriteSingleLittleEndian(entry, place.Value);
                BinaryPrimitives.WriteInt32LittleEndian(entry[4..], place.Image);
                BinaryPrimitives.WriteUInt16LittleEndian(entry[8..], (ushort)place.Y);
                BinaryPrimitives.WriteUInt16LittleEndian(entry[10..], (ushort)place.X);
                at += EntryBytes;
            }
        }

        return bytes;
    }

    /// <summary>The inverse of <see cref="ToBytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes do not have the format of <see cref="ToBytes"/>.</exception>
    public static UnitMaxima FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(bytes) is var count && (count < 0 || count > bytes.Length))
        {
            throw Damaged();
        }

        bytes = bytes[sizeof(int)..];
        var units = new UnitMaximum[count][];
        for (var u = 0; u < count; u++)
        {
            if (bytes.IsEmpty || bytes[0] > Kept || bytes.Length < 1 + (bytes[0] * EntryBytes))
            {
                throw Damaged();
            }

            units[u] = new UnitMaximum[bytes[0]];
            bytes = bytes[1..];
            for (var i = 0; i < units[u].Length; i++, bytes = bytes[EntryBytes..])
            {
                units[u][i] = new UnitMaximum(
                    BinaryPrimitives.ReadSingleLittleEndian(bytes),
                    BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]),
                    BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]));
            }
        }

        return bytes.IsEmpty ? new UnitMaxima(units) : throw Damaged();

        static InvalidDataException Damaged() => new("not a table of unit maxima");
    }

    /// <summary>Whether both tables hold the same positions.</summary>
    public bool Equals(UnitMaxima? other) =>
        other is not null && Units == other.Units && _units.Zip(other._units).All(u => u.First.AsSpan().SequenceEqual(u.Second));

    public override bool Equals(object? obj) => Equals(obj as UnitMaxima);

    public override int GetHashCode() => _units.Aggregate(Units, (hash, u) => HashCode.Combine(hash, u.Length > 0 ? u[0] : default));

    /// <summary>Keeps the first position of each image, up to <see cref="Kept"/>.</summary>
    /// <param name="sorted">Positions in descending order.</param>
    private static UnitMaximum[] Best(IEnumerable<UnitMaximum> sorted)
    {
        var best = new List<UnitMaximum>(Kept);
        foreach (var place in sorted)
        {
            if (!best.Exists(b => b.Image == place.Image))
            {
                best.Add(place);
                if (best.Count == Kept)
                {
                    break;
                }
            }
        }

        return [.. best];
    }

    private static UnitMaximum Checked(UnitMaximum place)
    {
        if (!float.IsFinite(place.Value) || place.Image < 0 || place.Y is < 0 or > ushort.MaxValue || place.X is < 0 or > ushort.MaxValue)
        {
            throw new ArgumentException($"{place} is not a position in a map", nameof(place));
        }

        // −0 becomes 0; otherwise two equal positions could differ in their bytes.
        return place with { Value = place.Value + 0f };
    }
}

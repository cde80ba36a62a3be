using System.Buffers.Binary;

namespace FaceGrid.Vision.Visualization;

/// <summary>
/// For every unit of a layer the images that activate it most, one place an image, at most <see cref="Kept"/>, the best first.
/// The value of a reduction: <see cref="Merge"/> is associative, commutative and idempotent, so a table is the same however
/// its images were divided, in whatever order the parts came, and if a part came twice. Immutable.
/// </summary>
public sealed class UnitMaxima : IEquatable<UnitMaxima>
{
    /// <summary>As many as Zeiler and Fergus 2014 show of a unit.</summary>
    public const int Kept = 9;

    /// <summary>Bytes of one place, see <see cref="ToBytes"/>.</summary>
    private const int EntryBytes = 12;

    private readonly UnitMaximum[][] _units;

    private UnitMaxima(UnitMaximum[][] units) => _units = units;

    /// <summary>Units (channels) of the layer.</summary>
    public int Units => _units.Length;

    /// <summary>The best places of a unit, the best first.</summary>
    public IReadOnlyList<UnitMaximum> this[int unit] => _units[unit];

    /// <summary>No image yet: what <see cref="Merge"/> leaves everything else unchanged with.</summary>
    public static UnitMaxima Empty(int units) => new([.. Enumerable.Repeat(Array.Empty<UnitMaximum>(), units)]);

    /// <param name="units">Candidates of each unit, in any order; of several in one image the best counts.</param>
    /// <exception cref="ArgumentException">A value that is not finite, or a place no map has.</exception>
    public static UnitMaxima Of(IEnumerable<IEnumerable<UnitMaximum>> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        return new UnitMaxima([.. units.Select(unit => Best(unit.Select(Checked).Order()))]);
    }

    /// <summary>The best of both.</summary>
    /// <exception cref="ArgumentException">They are of layers of different size.</exception>
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
    /// Units (int32), then for each unit how many places (1 byte) and for each place value (float32), image (int32), y and x
    /// (uint16), all little-endian.
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

    /// <exception cref="InvalidDataException">Not what <see cref="ToBytes"/> gives.</exception>
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

        static InvalidDataException Damaged() => new("this is no table of unit maxima");
    }

    public bool Equals(UnitMaxima? other) =>
        other is not null && Units == other.Units && _units.Zip(other._units).All(u => u.First.AsSpan().SequenceEqual(u.Second));

    public override bool Equals(object? obj) => Equals(obj as UnitMaxima);

    public override int GetHashCode() => _units.Aggregate(Units, (hash, u) => HashCode.Combine(hash, u.Length > 0 ? u[0] : default));

    /// <summary>The first of each image, as many as are kept.</summary>
    /// <param name="sorted">The best first.</param>
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
            throw new ArgumentException($"{place} is no place in a map", nameof(place));
        }

        // One zero only, or two equal places could differ in their bytes.
        return place with { Value = place.Value + 0f };
    }
}

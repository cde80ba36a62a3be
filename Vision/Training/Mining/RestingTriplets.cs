using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>
/// Which triplets rest, and until which step: a table of fixed size, in sets of <see cref="Ways"/> as a cache has them. An
/// entry whose time is over counts as free, so that it makes no difference whether it was saved.
/// </summary>
internal sealed class RestingTriplets
{
    public const int Ways = 8;

    private readonly int _sets;
    private readonly long[] _keys;
    private readonly int[] _until;

    public RestingTriplets(int capacity)
    {
        _sets = capacity / Ways;
        _keys = new long[_sets * Ways];
        _until = new int[_sets * Ways];
    }

    public bool Rests(long key, int step)
    {
        var first = FirstOf(key);
        for (var i = first; i < first + Ways; i++)
        {
            if (_keys[i] == key && _until[i] > step)
            {
                return true;
            }
        }

        return false;
    }

    public void Rest(long key, int step, int until)
    {
        // Its own place, else one that is free, else that of the entry which rests least long.
        var first = FirstOf(key);
        var at = first;
        var least = int.MaxValue;
        for (var i = first; i < first + Ways; i++)
        {
            var left = _until[i] <= step ? -1 : _keys[i] == key ? -2 : _until[i];
            if (left < least)
            {
                (at, least) = (i, left);
            }
        }

        _keys[at] = key;
        _until[at] = until;
    }

    public int Count(int step) => _until.Count(u => u > step);

    public void Write(BinaryWriter writer, int step)
    {
        writer.Write(_sets);
        writer.Write(Count(step));
        for (var i = 0; i < _until.Length; i++)
        {
            if (_until[i] > step)
            {
                writer.Write(i);
                writer.Write(_keys[i]);
                writer.Write(_until[i]);
            }
        }
    }

    /// <exception cref="InvalidDataException">Of another size.</exception>
    public void Read(BinaryReader reader)
    {
        if (reader.ReadInt32() != _sets)
        {
            throw new InvalidDataException("another number of triplets is remembered");
        }

        Array.Clear(_until);
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var i = reader.ReadInt32();
            if ((uint)i >= (uint)_until.Length)
            {
                throw new InvalidDataException("an entry is outside of the table");
            }

            _keys[i] = reader.ReadInt64();
            _until[i] = reader.ReadInt32();
        }
    }

    private int FirstOf(long key) => (int)(SeededRandom.Mix((ulong)key) % (ulong)_sets) * Ways;
}

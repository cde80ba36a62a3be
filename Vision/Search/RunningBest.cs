namespace FaceGrid.Vision.Search;

/// <summary>
/// The count smallest values of distinct owners so far, with the smallest value of each owner. <see cref="Limit"/> never increases,
/// so values above it can be discarded.
/// </summary>
internal sealed class RunningBest
{
    /// <summary>
    /// Above this count no list is kept and <see cref="Limit"/> remains +∞, so that every row is scored exactly, which would be
    /// nearly the case anyway.
    /// </summary>
    public const int MaxCount = 1024;

    private readonly double[] _values;
    private readonly int[] _owners;
    private int _filled;

    public RunningBest(int count)
    {
        var kept = count <= MaxCount ? count : 0;
        _values = new double[kept];
        _owners = new int[kept];
    }

    /// <summary>The count-th smallest value; +∞ while there are fewer owners.</summary>
    public double Limit { get; private set; } = double.PositiveInfinity;

    public void Add(double value, int owner)
    {
        if (value >= Limit || _values.Length == 0)
        {
            return;
        }

        var known = _owners.AsSpan(0, _filled).IndexOf(owner);
        if (known >= 0 && _values[known] <= value)
        {
            return;
        }

        // The position to fill: the owner's previous one, a new one, or that of the largest value.
        var place = known >= 0 ? known : _filled < _values.Length ? _filled++ : _filled - 1;
        while (place > 0 && _values[place - 1] > value)
        {
            _values[place] = _values[place - 1];
            _owners[place] = _owners[place - 1];
            place--;
        }

        _values[place] = value;
        _owners[place] = owner;
        if (_filled == _values.Length)
        {
            Limit = _values[^1];
        }
    }
}

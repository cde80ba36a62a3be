namespace FaceGrid.Vision.Search;

/// <summary>
/// The count smallest values of distinct owners seen so far, each owner with its smallest. <see cref="Limit"/> never
/// rises, so what once exceeded it can be forgotten.
/// </summary>
internal sealed class RunningBest
{
    /// <summary>
    /// Above this many the list is not kept and <see cref="Limit"/> stays +∞: every row is then scored exactly, which is
    /// what a question for that many owners comes to anyway.
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

    /// <summary>The count-th smallest, +∞ while there are fewer owners.</summary>
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

        // The place that falls free: the owner's former one, a new one, or that of the largest.
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

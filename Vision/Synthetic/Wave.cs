using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>A smooth, irregular to and fro over frames: two sines of unrelated periods.</summary>
internal readonly struct Wave
{
    private readonly float _amplitude;
    private readonly float _period;
    private readonly float _first;
    private readonly float _second;

    /// <param name="amplitude">Largest deviation to either side.</param>
    /// <param name="fastest">Shortest period in frames.</param>
    /// <param name="slowest">Longest period in frames.</param>
    public Wave(ref SeededRandom r, float amplitude, float fastest, float slowest)
    {
        _amplitude = amplitude;
        _period = r.Uniform(fastest, slowest);
        _first = r.Uniform(0, 2 * Pi);
        _second = r.Uniform(0, 2 * Pi);
    }

    public float At(float frame)
    {
        var turn = 2 * Pi * frame / _period;
        return _amplitude * ((0.75f * Sin(turn + _first)) + (0.25f * Sin((turn * 2.37f) + _second)));
    }
}

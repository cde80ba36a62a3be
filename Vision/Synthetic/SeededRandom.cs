namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014). Only integer steps and exact float arithmetic, so that a seed gives the same
/// draws on every machine; <see cref="System.Random"/> promises that for no later version of .NET.
/// </summary>
internal struct SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <param name="seed">Any number; neighbouring seeds give unrelated streams.</param>
    /// <param name="stream">Separates the uses of one seed (traits, conditions, noise).</param>
    public SeededRandom(ulong seed, ulong stream = 0) => _state = Mix(Mix(seed + Golden) ^ ((stream + 1) * 0xD1342543DE82EF95));

    public ulong NextUInt64() => Mix(_state += Golden);

    /// <summary>Uniform in [0, 1), 24 bits.</summary>
    public float Uniform() => (NextUInt64() >> 40) * (1f / 16777216f);

    /// <summary>Uniform in [<paramref name="low"/>, <paramref name="high"/>).</summary>
    public float Uniform(float low, float high) => low + ((high - low) * Uniform());

    /// <summary>
    /// Bell-shaped in [<paramref name="low"/>, <paramref name="high"/>]: the mean of three uniform draws. Traits drawn with
    /// it have typical values and no tails outside what the renderer can draw.
    /// </summary>
    public float Bell(float low, float high) => low + ((high - low) * ((Uniform() + Uniform() + Uniform()) * (1f / 3f)));

    /// <summary>Roughly standard normal: the sum of four uniform draws, centred and scaled to variance 1; within ±3.5.</summary>
    public float Normal() => (Uniform() + Uniform() + Uniform() + Uniform() - 2f) * 1.7320508f;

    public bool Chance(float probability) => Uniform() < probability;

    /// <summary>Uniform in 0 .. <paramref name="count"/> - 1.</summary>
    public int Next(int count) => (int)((NextUInt64() >> 32) * (ulong)count >> 32);

    /// <summary>A bijection of 64 bits in which every input bit moves every output bit.</summary>
    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}

using System.Globalization;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// The number of processor threads that libtorch computes with for the calling thread. They share a sum in float32 among them, so
/// another number gives other bits: a run computes every step with the number that it began with, wherever it goes on.
/// </summary>
public readonly struct ComputeThreads : IDisposable
{
    /// <summary>More than any machine has.</summary>
    public const int Most = 1024;

    private readonly int _before;

    private ComputeThreads(int before) => _before = before;

    /// <summary>OpenMP keeps a number for each thread that calls it.</summary>
    public static int Current => get_num_threads();

    /// <summary>Computes with so many until the end of the scope, which must be on the same thread.</summary>
    /// <param name="threads">1 to <see cref="Most"/>.</param>
    public static ComputeThreads Use(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, Most);
        var before = Current;
        Set(before, threads);
        return new ComputeThreads(before);
    }

    /// <param name="threads">That somebody asks for; null: nobody does.</param>
    /// <exception cref="BadInputException">Less than 1, or more than <see cref="Most"/>.</exception>
    public static void Require(int? threads)
    {
        if (threads is < 1 or > Most)
        {
            throw new BadInputException(Text($"threads {threads}"), Text($"must be 1 to {Most}"));
        }

        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => Set(Current, _before);

    /// <summary>libtorch drops oneDNN's cached primitives at every call, so none is made in vain.</summary>
    private static void Set(int from, int to)
    {
        if (from != to)
        {
            set_num_threads(to);
        }
    }
}

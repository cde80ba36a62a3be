using System.Globalization;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Networks;

/// <summary>
/// Sets the number of threads that libtorch uses for calls from the current thread. The threads divide float32 sums among them, so
/// the number affects the bits of the result: a resumed run uses the number of threads that it started with.
/// </summary>
public readonly struct ComputeThreads : IDisposable
{
    /// <summary>Upper limit of the number of threads.</summary>
    public const int MaxThreads = 1024;

    private readonly int _before;

    private ComputeThreads(int before) => _before = before;

    /// <summary>Number of threads for the calling thread; OpenMP keeps a separate number for each.</summary>
    public static int Current => get_num_threads();

    /// <summary>Uses this number of threads until the result is disposed, which must happen on the same thread.</summary>
    /// <param name="threads">1 to <see cref="MaxThreads"/>.</param>
    public static ComputeThreads Use(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads);
        var before = Current;
        Set(before, threads);
        return new ComputeThreads(before);
    }

    /// <summary>Checks a requested number of threads.</summary>
    /// <param name="threads">The requested number; null: none was requested.</param>
    /// <exception cref="BadInputException">The number is less than 1 or more than <see cref="MaxThreads"/>.</exception>
    public static void Require(int? threads)
    {
        if (threads is < 1 or > MaxThreads)
        {
            throw new BadInputException(Text($"threads {threads}"), Text($"must be 1 to {MaxThreads}"));
        }

        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => Set(Current, _before);

    /// <summary>Sets the number only if it changes, because libtorch discards oneDNN's cached primitives at every call.</summary>
    private static void Set(int from, int to)
    {
        if (from != to)
        {
            set_num_threads(to);
        }
    }
}

using System.Globalization;
using FaceGrid.Bench.Measuring;

namespace FaceGrid.Bench.Styling;

/// <summary>A process that takes steps on request: FaceGrid's or a peer's.</summary>
internal sealed class StyleWorkerProcess(string name, string program, string[] arguments, int threads) : IDisposable
{
    private readonly LineProcess _process = new(program, arguments, "python3-torch and python3-numpy", threads);

    public string Name { get; } = name;

    public string Version => _process.Greeting.Split(' ')[1];

    /// <summary>Resident memory with libraries and weights loaded, before any image.</summary>
    public long BaseKiB => long.Parse(_process.Greeting.Split(' ')[2], CultureInfo.InvariantCulture);

    public StyleWorkerAnswer Step(int times) => _process.Ask<StyleWorkerAnswer>(times.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => _process.Dispose();
}

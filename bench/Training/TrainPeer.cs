using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using FaceGrid.Vision;
using FaceGrid.Vision.Training.Runs;

namespace FaceGrid.Bench.Training;

/// <summary>The PyTorch process of <c>peers/train_torch.py</c>.</summary>
internal sealed class TrainPeer : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts the process.</summary>
    /// <param name="python">The interpreter.</param>
    /// <param name="photos">File with 112 x 112 x 3 bytes for each photo, person by person.</param>
    /// <param name="perPerson">Photos of each person.</param>
    /// <param name="options">Network and batch.</param>
    /// <param name="threads">Processor threads.</param>
    /// <exception cref="BadInputException">The process did not start.</exception>
    public TrainPeer(string python, string photos, int perPerson, EncoderRunOptions options, int threads)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new object[]
        {
            Path.Combine(AppContext.BaseDirectory, "peers", "train_torch.py"), photos, options.Input, options.Width,
            options.People, options.Photos, perPerson, threads, options.LearnSlopes ? 1 : 0,
        })
        {
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        }

        _process = Process.Start(start)!;
        var words = _process.StandardOutput.ReadLine()?.Split(' ');
        (Version, Parameters) = words is ["ready", var version, var parameters]
            ? (version, long.Parse(parameters, CultureInfo.InvariantCulture))
            : throw new BadInputException(python, "the PyTorch peer did not start (does it have torch and numpy?)");
    }

    public string Version { get; }

    public long Parameters { get; }

    /// <summary>Takes steps; returns their elapsed and processor seconds as the peer measured them.</summary>
    public (double Seconds, double Processor) Steps(int count)
    {
        _process.StandardInput.WriteLine(count);
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new BadInputException(_process.StartInfo.FileName, "the PyTorch peer ended");
        using var answer = JsonDocument.Parse(line);
        return (answer.RootElement.GetProperty("seconds").GetDouble(), answer.RootElement.GetProperty("cpu").GetDouble());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

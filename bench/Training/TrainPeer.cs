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

    /// <param name="photos">112 x 112 x 3 bytes a photo, person after person.</param>
    public TrainPeer(string python, string photos, int perPerson, EncoderRunOptions options, int threads)
    {
        var start = new ProcessStartInfo(python) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new object[]
        {
            Path.Combine(AppContext.BaseDirectory, "peers", "train_torch.py"), photos, options.Input, options.Width, options.People, options.Photos, perPerson, threads, options.LearnSlopes ? 1 : 0,
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

    /// <summary>Seconds of so many steps, as it measured them, and of processor time.</summary>
    public (double Seconds, double Processor) Steps(int count)
    {
        _process.StandardInput.WriteLine(count);
        _process.StandardInput.Flush();
        using var answer = JsonDocument.Parse(_process.StandardOutput.ReadLine() ?? throw new BadInputException(_process.StartInfo.FileName, "the PyTorch peer ended"));
        return (answer.RootElement.GetProperty("seconds").GetDouble(), answer.RootElement.GetProperty("cpu").GetDouble());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}

using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Faces;
using TorchSharp;

namespace FaceGrid.Client.Models;

/// <summary>The one encoder that this process was started with, loaded when the first face comes.</summary>
internal sealed class FileEncoderSource(EncoderModel first, string device, int threads) : IEncoderSource, IDisposable
{
    private readonly Lock gate = new();
    private EncoderModel model = first;
    private Lazy<Calibration?> calibration = new(() => CalibrationFile.Beside(first));
    private LoadedEncoder? loaded;

    public LoadedEncoder? Load(string modelVersion)
    {
        if (modelVersion != model.Version)
        {
            return null;
        }

        lock (gate)
        {
            return loaded ??= LoadNow();
        }
    }

    /// <summary>Loads libtorch, whose 450 MB take as long as a silo takes to start: beside it. What fails will fail again where it is needed.</summary>
    public static Task LoadEngine() => Task.Run(() => torch.InitializeDeviceType(DeviceType.CPU));

    public Calibration? Calibration(string modelVersion) => modelVersion == model.Version ? calibration.Value : null;

    /// <summary>Another one in its place, before any face has come.</summary>
    public void Use(EncoderModel other)
    {
        model = other;
        calibration = new Lazy<Calibration?>(() => CalibrationFile.Beside(other));
    }

    public void Dispose()
    {
        loaded?.Lane.Dispose();
        loaded?.Encoder.Dispose();
    }

    private LoadedEncoder LoadNow()
    {
        var lane = new ComputeLane($"facegrid {device}");
        try
        {
            // On the lane: OpenMP keeps the number for each thread that calls it, and other threads look for faces one photo each.
            lane.Run(() =>
            {
                torch.set_num_threads(threads > 0 ? threads : Environment.ProcessorCount);
                return true;
            }).GetAwaiter().GetResult();
            return new LoadedEncoder(FaceEncoder.Load(model.Path, device), model.Threshold, model.VerificationThreshold, lane);
        }
        catch
        {
            lane.Dispose();
            throw;
        }
    }
}

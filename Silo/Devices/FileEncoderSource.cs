using FaceGrid.Silo.Models;
using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tensors;


namespace FaceGrid.Silo.Devices;

/// <summary>One encoder, loaded when the first face is encoded.</summary>
internal sealed class FileEncoderSource(EncoderModel first, string device, int threads) : IEncoderSource, IDisposable
{
    private readonly Lock _gate = new();
    private EncoderModel _model = first;
    private Lazy<Calibration?> _calibration = new(() => CalibrationFile.Beside(first));
    private LoadedEncoder? _loaded;

    public LoadedEncoder? Load(string modelVersion)
    {
        if (modelVersion != _model.Version)
        {
            return null;
        }

        lock (_gate)
        {
            return _loaded ??= LoadNow();
        }
    }

    public Calibration? Calibration(string modelVersion) => modelVersion == _model.Version ? _calibration.Value : null;

    /// <summary>Replaces the encoder before the first face is encoded.</summary>
    public void Replace(EncoderModel other)
    {
        _model = other;
        _calibration = new Lazy<Calibration?>(() => CalibrationFile.Beside(other));
    }

    public void Dispose()
    {
        _loaded?.Lane.Dispose();
        _loaded?.Encoder.Dispose();
    }

    private LoadedEncoder LoadNow()
    {
        var lane = new ComputeLane($"facegrid {device}");
        try
        {
            // On the lane's thread, because libtorch stores the number of threads per thread; other threads run face detectors.
            lane.Run(() =>
            {
                LibTorch.SetThreads(threads);
                return true;
            }).GetAwaiter().GetResult();
            return new LoadedEncoder(FaceEncoder.Load(_model.Path, device), _model.Threshold, _model.VerificationThreshold, lane);
        }
        catch
        {
            lane.Dispose();
            throw;
        }
    }
}

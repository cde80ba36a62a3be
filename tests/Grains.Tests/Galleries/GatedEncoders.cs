using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Encoders that can be blocked, so that a recognition stays between the description of the gallery and the search.</summary>
internal sealed class GatedEncoders : IEncoderSource, IDisposable
{
    private readonly ComputeLane _lane = new("gated test");
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once a call waits at the closed gate.</summary>
    public Task Entered => _entered.Task;

    public void Close() => _gate.Reset();

    public void Open() => _gate.Set();

    public LoadedEncoder? Load(string modelVersion) =>
        new(new Gated(this, modelVersion), FakeEncoderSource.Threshold, FakeEncoderSource.Threshold, _lane);

    public Calibration? Calibration(string modelVersion) => null;

    public void Dispose()
    {
        _gate.Set();
        _lane.Dispose();
    }

    private sealed class Gated(GatedEncoders gates, string modelVersion) : IFaceEncoder
    {
        private readonly FakeEncoder _inner = new(modelVersion);

        public string ModelVersion => modelVersion;

        public float[][] Encode(IReadOnlyList<RgbImage> faces)
        {
            if (!gates._gate.IsSet)
            {
                gates._entered.TrySetResult();
            }

            gates._gate.Wait();
            return _inner.Encode(faces);
        }

        public void Dispose() => _inner.Dispose();
    }
}

using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>Encoders that can be held up: what asked them has looked at the gallery and not searched yet.</summary>
internal sealed class GatedEncoders : IEncoderSource, IDisposable
{
    private readonly ComputeLane lane = new("gated test");
    private readonly ManualResetEventSlim gate = new(initialState: true);
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once something waits at the closed gate.</summary>
    public Task Entered => entered.Task;

    public void Close() => gate.Reset();

    public void Open() => gate.Set();

    public LoadedEncoder? Load(string modelVersion) => new(new Gated(this, modelVersion), FakeEncoderSource.Threshold, FakeEncoderSource.Threshold, lane);

    public Calibration? Calibration(string modelVersion) => null;

    public void Dispose()
    {
        gate.Set();
        lane.Dispose();
    }

    private sealed class Gated(GatedEncoders gates, string modelVersion) : IFaceEncoder
    {
        private readonly FakeEncoder inner = new(modelVersion);

        public string ModelVersion => modelVersion;

        public float[][] Encode(IReadOnlyList<RgbImage> faces)
        {
            if (!gates.gate.IsSet)
            {
                gates.entered.TrySetResult();
            }

            gates.gate.Wait();
            return inner.Encode(faces);
        }

        public void Dispose() => inner.Dispose();
    }
}

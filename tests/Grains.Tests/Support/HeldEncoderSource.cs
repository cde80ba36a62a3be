using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A <see cref="FakeEncoder"/> that can be made to wait.</summary>
internal sealed class HeldEncoderSource : IEncoderSource, IDisposable
{
    private readonly ComputeLane _lane = new("held");
    private readonly ManualResetEventSlim _open = new(initialState: true);

    public void Hold() => _open.Reset();

    public void Release() => _open.Set();

    public LoadedEncoder? Load(string modelVersion) => new(
        new Held(new FakeEncoder(modelVersion), _open), FakeEncoderSource.Threshold, FakeEncoderSource.Threshold, _lane);

    public Calibration? Calibration(string modelVersion) => null;

    public void Dispose()
    {
        _open.Set();
        _lane.Dispose();
        _open.Dispose();
    }

    private sealed class Held(FakeEncoder encoder, ManualResetEventSlim open) : IFaceEncoder
    {
        public string ModelVersion => encoder.ModelVersion;

        public float[][] Encode(IReadOnlyList<RgbImage> faces)
        {
            open.Wait(TimeSpan.FromSeconds(30));
            return encoder.Encode(faces);
        }

        public void Dispose()
        {
        }
    }
}

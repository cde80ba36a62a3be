using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>A <see cref="FakeEncoder"/> that can be made to wait.</summary>
internal sealed class HeldEncoderSource : IEncoderSource, IDisposable
{
    private readonly ComputeLane lane = new("held");
    private readonly ManualResetEventSlim open = new(initialState: true);

    public void Hold() => open.Reset();

    public void Release() => open.Set();

    public LoadedEncoder? Load(string modelVersion) => new(new Held(new FakeEncoder(modelVersion), open), FakeEncoderSource.Threshold, FakeEncoderSource.Threshold, lane);

    public Calibration? Calibration(string modelVersion) => null;

    public void Dispose()
    {
        open.Set();
        lane.Dispose();
        open.Dispose();
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

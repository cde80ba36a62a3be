using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Bench.Actors;

/// <summary>Encoder for requests whose faces are already encoded: it is loaded, but never called.</summary>
internal sealed class PrecomputedEncoder : IEncoderSource, IFaceEncoder
{
    private readonly ComputeLane _lane = new("bench");

    public string ModelVersion => "made-up";

    public LoadedEncoder? Load(string modelVersion) => new(this, 0.7, 0.7, _lane);

    public Calibration? Calibration(string modelVersion) => null;

    public float[][] Encode(IReadOnlyList<RgbImage> faces) => throw new NotSupportedException("probes are encoded already");

    public void Dispose() => _lane.Dispose();
}

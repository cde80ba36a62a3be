using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>Has a <see cref="FakeEncoder"/> for every version but <c>absent</c>.</summary>
internal sealed class FakeEncoderSource : IEncoderSource, IDisposable
{
    public const double Threshold = 0.5;

    private readonly ComputeLane _lane = new("test");

    public LoadedEncoder? Load(string modelVersion) =>
        modelVersion == "absent" ? null : new LoadedEncoder(new FakeEncoder(modelVersion), Threshold, Threshold, _lane);

    public Calibration? Calibration(string modelVersion) => null;

    public void Dispose() => _lane.Dispose();
}

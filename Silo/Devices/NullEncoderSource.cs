using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Silo.Devices;

/// <summary>An encoder source without encoders, for silos that encode nothing.</summary>
internal sealed class NullEncoderSource : IEncoderSource
{
    public LoadedEncoder? Load(string modelVersion) => null;

    public Calibration? Calibration(string modelVersion) => null;
}

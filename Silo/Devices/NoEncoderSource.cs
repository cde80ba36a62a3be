using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Silo.Devices;

/// <summary>For silos that encode nothing.</summary>
internal sealed class NoEncoderSource : IEncoderSource
{
    public LoadedEncoder? Load(string modelVersion) => null;

    public Calibration? Calibration(string modelVersion) => null;
}

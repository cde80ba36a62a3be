using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Grains.Encoders;

/// <summary>Where a silo's encoders come from: files, most often.</summary>
public interface IEncoderSource
{
    /// <summary>The encoder of that version, loaded at the first call and shared by all later ones; null if there is none.</summary>
    LoadedEncoder? Load(string modelVersion);

    /// <summary>The calibration that was shipped with the weights of that version; null if there is none.</summary>
    Calibration? Calibration(string modelVersion);
}

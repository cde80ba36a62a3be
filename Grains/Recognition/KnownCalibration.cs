using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Grains.Recognition;

/// <summary>A calibration as decisions use it.</summary>
/// <param name="Source">The population that it was measured on, in a few words.</param>
internal sealed record KnownCalibration(ThresholdTable Table, string Source);

using FaceGrid.Vision.Training.Data;


namespace FaceGrid.Grains.Training.Engines;

/// <summary>The photos of a folder, as a run learns from them.</summary>
/// <param name="Hash">Of every pixel and whose it is: a checkpoint goes on with the same ones only.</param>
/// <param name="Words">What they are, for the weight file.</param>
public sealed record EncoderRunPhotos(ITrainingPhotos Photos, string Hash, string Words);

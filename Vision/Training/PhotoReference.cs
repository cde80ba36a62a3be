namespace FaceGrid.Vision.Training;

/// <summary>A photo of an <see cref="ITrainingPhotos"/>.</summary>
public readonly record struct PhotoReference(int Person, int Photo);

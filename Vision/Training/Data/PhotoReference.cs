namespace FaceGrid.Vision.Training.Data;

/// <summary>A photo of an <see cref="ITrainingPhotos"/>.</summary>
/// <param name="Person">Number of the person, from 0.</param>
/// <param name="Photo">Number of the person's photo, from 0.</param>
public readonly record struct PhotoReference(int Person, int Photo);

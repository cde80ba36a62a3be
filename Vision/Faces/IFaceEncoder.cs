using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>
/// An encoder f, which maps an aligned face crop to a 128-d encoding on the unit sphere (Schroff et al. 2015, FaceNet).
/// </summary>
public interface IFaceEncoder : IDisposable
{
    /// <summary>
    /// Identifies the weights. Encodings of the same version are comparable, encodings of different versions are not.
    /// </summary>
    string ModelVersion { get; }

    /// <summary>
    /// Encodes a batch. Every face is aligned with the 112 x 112 template; cropping and normalisation for the model's input are
    /// part of the encoder.
    /// </summary>
    /// <param name="faces">N crops of <see cref="FaceTemplate.Size"/> x <see cref="FaceTemplate.Size"/>.</param>
    /// <returns>N encodings of <see cref="FaceEncoding.Dimension"/> floats, each with L2 norm 1.</returns>
    float[][] Encode(IReadOnlyList<RgbImage> faces);
}

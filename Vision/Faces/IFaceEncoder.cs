using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Faces;

/// <summary>An encoder f: aligned face crop to a 128-d encoding on the unit sphere (Schroff et al. 2015, FaceNet).</summary>
public interface IFaceEncoder : IDisposable
{
    /// <summary>Names the weights: two encoders with the same version give comparable encodings, others never do.</summary>
    string ModelVersion { get; }

    /// <summary>
    /// Encodes a batch. Every face is on the 112 x 112 template; what a model does with it (columns it leaves out,
    /// normalisation) is the model's own.
    /// </summary>
    /// <param name="faces">N crops of <see cref="FaceTemplate.Size"/> x <see cref="FaceTemplate.Size"/>.</param>
    /// <returns>N encodings of <see cref="FaceEncoding.Dimension"/> floats, each with L2 norm 1.</returns>
    float[][] Encode(IReadOnlyList<RgbImage> faces);
}

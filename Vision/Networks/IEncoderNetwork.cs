namespace FaceGrid.Vision.Networks;

/// <summary>An encoder network for inference, with constant weights.</summary>
internal interface IEncoderNetwork : IDisposable
{
    /// <param name="pixels">N x Height x Width x 3, normalised, row-major.</param>
    /// <returns>N x Embedding, row-major, not normalised.</returns>
    float[] Forward(float[] pixels, int count);
}

namespace FaceGrid.Vision.Networks;

/// <summary>A network that only encodes: its weights never change again.</summary>
internal interface IEncoderNetwork : IDisposable
{
    /// <param name="pixels">N x Height x Width x 3, normalised, row-major.</param>
    /// <returns>N x Embedding, row-major, not normalised.</returns>
    float[] Forward(float[] pixels, int count);
}

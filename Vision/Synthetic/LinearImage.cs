using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>A square picture in linear light, reused from photo to photo; the fourth component is padding that keeps pixels on 16 bytes.</summary>
internal sealed class LinearImage
{
    public int Side { get; private set; }

    public Vector4[] Pixels { get; private set; } = [];

    public Vector4[] Scratch { get; private set; } = [];

    public void Resize(int side)
    {
        Side = side;
        if (Pixels.Length != side * side)
        {
            Pixels = new Vector4[side * side];
            Scratch = new Vector4[side * side];
        }
    }

    public void Swap() => (Pixels, Scratch) = (Scratch, Pixels);
}

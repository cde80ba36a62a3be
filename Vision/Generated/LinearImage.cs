using System.Numerics;

namespace FaceGrid.Vision.Generated;

/// <summary>A square picture in linear light, reused from photo to photo.</summary>
internal sealed class LinearImage
{
    public int Side { get; private set; }

    public Vector3[] Pixels { get; private set; } = [];

    public Vector3[] Scratch { get; private set; } = [];

    public void Resize(int side)
    {
        Side = side;
        if (Pixels.Length != side * side)
        {
            Pixels = new Vector3[side * side];
            Scratch = new Vector3[side * side];
        }
    }

    public void Swap() => (Pixels, Scratch) = (Scratch, Pixels);
}

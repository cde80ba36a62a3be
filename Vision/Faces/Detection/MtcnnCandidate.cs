namespace FaceGrid.Vision.Faces.Detection;

/// <summary>A box on its way through MTCNN's networks.</summary>
internal readonly record struct MtcnnCandidate(FaceBox Box, double Score)
{
    /// <summary>The box with each of its sides moved by a share of its width or height.</summary>
    /// <param name="shares">Left, top, right, bottom.</param>
    public static FaceBox Corrected(FaceBox box, ReadOnlySpan<float> shares)
    {
        var (left, top) = (box.X + (shares[0] * box.Width), box.Y + (shares[1] * box.Height));
        return new FaceBox(
            left, top, box.X + box.Width + (shares[2] * box.Width) - left, box.Y + box.Height + (shares[3] * box.Height) - top);
    }

    /// <summary>The square with the same centre and the longer of the two sides.</summary>
    public static FaceBox Square(FaceBox box)
    {
        var side = Math.Max(box.Width, box.Height);
        return new FaceBox(box.X + ((box.Width - side) / 2), box.Y + ((box.Height - side) / 2), side, side);
    }
}

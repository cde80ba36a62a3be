namespace FaceGrid.Vision.Faces;

/// <summary>Maps positions in an image that was rotated clockwise by quarter turns back to the image.</summary>
/// <param name="Quarters">1 to 3.</param>
/// <param name="Width">Width of the image before the rotation, in pixels.</param>
/// <param name="Height">Height of the image before the rotation, in pixels.</param>
internal readonly record struct QuarterTurn(int Quarters, int Width, int Height)
{
    /// <summary>The position in the image of a position in the rotated image.</summary>
    public ImagePoint Back(ImagePoint p) => Quarters switch
    {
        1 => new ImagePoint(p.Y, Height - p.X),
        2 => new ImagePoint(Width - p.X, Height - p.Y),
        _ => new ImagePoint(Width - p.Y, p.X),
    };

    /// <summary>The face with box and landmarks in the image; crop and quality stay those of the upright face.</summary>
    public LocatedFace Back(LocatedFace face)
    {
        var box = face.Box;
        var (a, b) = (Back(new ImagePoint(box.X, box.Y)), Back(new ImagePoint(box.X + box.Width, box.Y + box.Height)));
        return face with
        {
            Box = new FaceBox(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Abs(a.X - b.X), Math.Abs(a.Y - b.Y)),
            Landmarks = face.Landmarks is { } landmarks ? new FaceLandmarks([.. landmarks.Points.Select(Back)]) : null,
        };
    }
}

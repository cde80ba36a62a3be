namespace FaceGrid.Vision.Faces.Detection;

/// <summary>How much two boxes have in common, 0 to 1. A box without an area overlaps with nothing.</summary>
public static class BoxOverlap
{
    /// <summary>Intersection over union (Jaccard index).</summary>
    public static double OverUnion(FaceBox a, FaceBox b)
    {
        var common = Intersection(a, b);
        return common <= 0 ? 0 : common / (Area(a) + Area(b) - common);
    }

    /// <summary>Intersection over the smaller of the two: 1 where one lies inside the other.</summary>
    public static double OverSmaller(FaceBox a, FaceBox b)
    {
        var common = Intersection(a, b);
        return common <= 0 ? 0 : common / Math.Min(Area(a), Area(b));
    }

    private static double Area(FaceBox box) => box.Width * box.Height;

    private static double Intersection(FaceBox a, FaceBox b)
    {
        var width = Math.Min(a.X + a.Width, b.X + b.Width) - Math.Max(a.X, b.X);
        var height = Math.Min(a.Y + a.Height, b.Y + b.Height) - Math.Max(a.Y, b.Y);
        return width > 0 && height > 0 ? width * height : 0;
    }
}

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>Measures of the overlap of two boxes, 0 to 1; 0 for a box without area.</summary>
public static class BoxOverlap
{
    /// <summary>Intersection over union (Jaccard index).</summary>
    public static double OverUnion(FaceBox a, FaceBox b)
    {
        var common = Intersection(a, b);
        return common <= 0 ? 0 : common / (Area(a) + Area(b) - common);
    }

    /// <summary>Intersection over the area of the smaller box: 1 where one box lies inside the other.</summary>
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

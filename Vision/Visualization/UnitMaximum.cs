namespace FaceGrid.Vision.Visualization;

/// <summary>Where in one image a unit is most active. Sorted, the larger value comes first, then the lower image, y and x.</summary>
/// <param name="Value">The activation.</param>
/// <param name="Image">Number of the image in its collection.</param>
/// <param name="Y">Row of the layer's map, not of the image.</param>
/// <param name="X">Column of the map.</param>
public readonly record struct UnitMaximum(float Value, int Image, int Y, int X) : IComparable<UnitMaximum>
{
    public int CompareTo(UnitMaximum other) => Value != other.Value
        ? other.Value.CompareTo(Value)
        : (Image, Y, X).CompareTo((other.Image, other.Y, other.X));

    public static bool operator <(UnitMaximum left, UnitMaximum right) => left.CompareTo(right) < 0;

    public static bool operator >(UnitMaximum left, UnitMaximum right) => left.CompareTo(right) > 0;

    public static bool operator <=(UnitMaximum left, UnitMaximum right) => left.CompareTo(right) <= 0;

    public static bool operator >=(UnitMaximum left, UnitMaximum right) => left.CompareTo(right) >= 0;
}

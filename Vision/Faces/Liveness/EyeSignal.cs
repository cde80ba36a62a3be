namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Converts an eye-opening signal to the input of the blink network.</summary>
internal static class EyeSignal
{
    /// <summary>Minimum number of known values.</summary>
    public const int Least = 5;

    /// <summary>
    /// Two rows of T floats: the deviation of each value from the median as a fraction of the median, which normalises for the
    /// person's eye shape, clamped to −1..1; and a mask of 1 where the value is known and 0 elsewhere.
    /// </summary>
    /// <returns>Null where fewer than <see cref="Least"/> values are known, or values are not positive.</returns>
    public static float[]? Rows(IReadOnlyList<double?> opening)
    {
        var known = opening.OfType<double>().Where(double.IsFinite).Order().ToArray();
        if (known.Length < Least || known[known.Length / 2] is var median && !(median > 0))
        {
            return null;
        }

        var rows = new float[opening.Count * 2];
        for (var t = 0; t < opening.Count; t++)
        {
            if (opening[t] is { } value && double.IsFinite(value))
            {
                rows[t] = (float)Math.Clamp((value - median) / median, -1, 1);
                rows[opening.Count + t] = 1;
            }
        }

        return rows;
    }
}

namespace FaceGrid.Vision.Faces.Liveness;

/// <summary>Prepares a person's eye-opening signal for the blink network.</summary>
internal static class EyeSignal
{
    /// <summary>Fewer values say nothing of a blink.</summary>
    public const int Least = 5;

    /// <summary>
    /// Two rows of T floats: how far each value lies from the median, as a share of the median (which takes out how wide this
    /// person's eyes are), kept within −1..1; and 1 where there is a value, 0 where not.
    /// </summary>
    /// <returns>Null where there are fewer than <see cref="Least"/> values, or where they are not positive.</returns>
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

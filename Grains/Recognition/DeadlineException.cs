using System.Globalization;

namespace FaceGrid.Grains.Recognition;

/// <summary>A question's time passed before all of its calls were answered. Caught inside the recognition grain.</summary>
internal sealed class DeadlineException(TimeSpan limit, Exception last)
    : Exception(
        string.Create(
            CultureInfo.InvariantCulture,
            $"no answer from every part of the gallery within {limit.TotalSeconds:G3} s ({last.GetType().Name}); ask again"),
        last);

using System.Globalization;

namespace FaceGrid.Grains.Recognition;

/// <summary>A question's time was over before all of its parts were answered. Never leaves the grain that asked.</summary>
internal sealed class DeadlineException(TimeSpan limit, Exception last)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"no answer from every part of the gallery within {limit.TotalSeconds:G3} s ({last.GetType().Name}); ask again"), last);

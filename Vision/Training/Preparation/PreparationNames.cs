namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Names of the folders in a set made from several sources.</summary>
internal static class PreparationNames
{
    /// <summary>Keeps names; where two sources have the same name, the source's name becomes a prefix.</summary>
    /// <param name="folders">The sources.</param>
    /// <param name="names">The people of each source.</param>
    /// <returns>For each source a map from a name in it to the name of the new folder.</returns>
    public static IReadOnlyList<Func<string, string>> Of(IReadOnlyList<string> folders, IReadOnlyList<IReadOnlyList<string>> names)
    {
        // Case-insensitive, because the set may be copied to a case-insensitive file system.
        var twice = names.SelectMany(n => n).GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .Select(g => g.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var labels = new List<string>();
        foreach (var folder in folders)
        {
            var own = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var label = own;
            for (var n = 2; labels.Contains(label, StringComparer.OrdinalIgnoreCase); n++)
            {
                label = $"{own}-{n}";
            }

            labels.Add(label);
        }

        return [.. labels.Select(label => (Func<string, string>)(name => twice.Contains(name) ? $"{label}-{name}" : name))];
    }
}

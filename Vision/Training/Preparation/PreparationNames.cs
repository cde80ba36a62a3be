namespace FaceGrid.Vision.Training.Preparation;

/// <summary>The folders' names in a set made of several sources.</summary>
internal static class PreparationNames
{
    /// <summary>Names as they are, but those that two sources have with the source's name before them.</summary>
    /// <param name="folders">The sources.</param>
    /// <param name="names">The people of each.</param>
    /// <returns>For each source, from a name in it to the folder's.</returns>
    public static IReadOnlyList<Func<string, string>> Of(IReadOnlyList<string> folders, IReadOnlyList<IReadOnlyList<string>> names)
    {
        // Compared as file systems do that do not tell capitals apart: the set may be carried to one.
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

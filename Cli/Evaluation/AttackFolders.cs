using FaceGrid.Client.Photos;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Evaluation;

/// <summary>A folder of attacks: one subfolder per kind of attack, or the photos of one kind.</summary>
internal static class AttackFolders
{
    /// <summary>Kinds of attack in ordinal order; photos directly in <paramref name="folder"/> form a kind with its name.</summary>
    /// <exception cref="BadInputException">The folder is missing or contains no photos.</exception>
    public static List<(string Kind, List<string> Photos)> Kinds(string folder)
    {
        var all = PhotoFiles.Below(folder);
        return [.. all.GroupBy(photo => KindOf(folder, photo), StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.ToList()))];
    }

    private static string KindOf(string folder, string photo)
    {
        var parts = Path.GetRelativePath(folder, photo).Split(Path.DirectorySeparatorChar);
        return parts.Length > 1 ? parts[0] : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
    }
}

using FaceGrid.Client.Photos;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Evaluation;

/// <summary>A folder of attacks: one folder for each kind, or one kind alone.</summary>
internal static class AttackFolders
{
    /// <summary>Kinds in ordinal order; pictures that lie beside the folders are a kind of their own, named like the folder.</summary>
    /// <exception cref="BadInputException">Missing, or without pictures.</exception>
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

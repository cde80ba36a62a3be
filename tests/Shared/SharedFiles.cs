namespace FaceGrid.Tests;

/// <summary>
/// Weights and photos that are not part of this repository (other people's, under their own terms). They lie in a
/// folder <c>shared</c> beside the checkout, or where FACEGRID_SHARED says. Tests that need them skip where they are absent.
/// </summary>
internal static class SharedFiles
{
    public static string RepositoryRoot { get; } = FindRoot();

    public static string Root { get; } =
        Environment.GetEnvironmentVariable("FACEGRID_SHARED") is { Length: > 0 } set
            ? set
            : Path.GetFullPath(Path.Combine(RepositoryRoot, "..", "shared"));

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static bool Has(string relative) => File.Exists(PathOf(relative)) || Directory.Exists(PathOf(relative));

    /// <summary>The first of <paramref name="needed"/> that is missing as a reason to skip, or null.</summary>
    public static string? SkipReason(IEnumerable<string> needed) => Requirement.SkipReason(
        Requirement.Shared, needed.FirstOrDefault(n => !Has(n)) is { } missing ? $"shared file '{missing}' is not on this machine" : null);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "FaceGrid.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"no FaceGrid.sln above {AppContext.BaseDirectory}");
    }
}

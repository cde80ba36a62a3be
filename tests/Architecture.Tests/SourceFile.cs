using System.Text.RegularExpressions;
using FaceGrid.Tests;

namespace FaceGrid.Architecture.Tests;

/// <summary>A source file of the repository.</summary>
/// <param name="Name">Path from the repository's root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed partial record SourceFile(string Name, IReadOnlyList<string> Lines)
{
    private static readonly string[] Production = ["Cli", "Client", "Grains", "Grains.Interfaces", "Silo", "Vision"];

    /// <summary>The files of the product, without tests and benchmarks.</summary>
    public static IReadOnlyList<SourceFile> OfProduct { get; } = [.. Production.SelectMany(Below)];

    /// <summary>All files.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. OfProduct, .. Below("tests"), .. Below("bench"), .. Below("build")];

    /// <summary>Names of the public types that are declared at the outermost level.</summary>
    public IReadOnlyList<string> PublicTypes =>
        [.. Lines.Select(l => PublicType().Match(l)).Where(m => m.Success).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<SourceFile> Below(string folder) => Directory
        .EnumerateFiles(Path.Combine(SharedFiles.RepositoryRoot, folder), "*.cs", SearchOption.AllDirectories)
        .Select(f => new SourceFile(Path.GetRelativePath(SharedFiles.RepositoryRoot, f).Replace('\\', '/'), File.ReadAllLines(f)));

    [GeneratedRegex(
        @"^public (?:(?:sealed|static|abstract|partial|readonly|ref|unsafe) )*(?:class|record struct|record|struct|interface|enum) (\w+)")]
    private static partial Regex PublicType();
}

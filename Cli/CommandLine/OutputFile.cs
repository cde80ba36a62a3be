using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Validates output paths before long-running work starts.</summary>
internal static class OutputFile
{
    /// <exception cref="BadInputException">Wrong extension, an existing folder, or a missing parent folder.</exception>
    public static void Check(string option, string path, string extension)
    {
        if (!path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException($"{option} {path}", $"must end in {extension}");
        }

        if (Directory.Exists(path))
        {
            throw new BadInputException($"{option} {path}", "is a folder; a file was expected");
        }

        RequireFolder(option, path);
    }

    /// <param name="option">Name of the option for the error message; null: the path alone is named.</param>
    /// <param name="path">The file to be written.</param>
    /// <exception cref="BadInputException">The file's folder does not exist.</exception>
    public static void RequireFolder(string? option, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new BadInputException(option is null ? path : $"{option} {path}", $"folder {folder} does not exist");
        }
    }
}

using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Files that a command is to write, looked at before it works for hours.</summary>
internal static class OutputFile
{
    /// <exception cref="BadInputException">Another kind of file, a folder, or in a folder that is not there.</exception>
    public static void Check(string option, string path, string extension)
    {
        if (!path.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        {
            throw new BadInputException($"{option} {path}", $"a file that ends in {extension} is written");
        }

        if (Directory.Exists(path))
        {
            throw new BadInputException($"{option} {path}", "is a folder, a file was expected");
        }

        RequireFolder(option, path);
    }

    /// <param name="option">Null: the path alone says what is meant.</param>
    /// <exception cref="BadInputException">The file's folder is not there.</exception>
    public static void RequireFolder(string? option, string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
        {
            throw new BadInputException(option is null ? path : $"{option} {path}", $"there is no folder {folder}");
        }
    }
}

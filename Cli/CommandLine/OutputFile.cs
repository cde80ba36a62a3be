using System.CommandLine;
using System.CommandLine.Parsing;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Validates output paths before long-running work starts.</summary>
internal static class OutputFile
{
    /// <summary>Options that name a file to be written.</summary>
    private static readonly HashSet<string> Options = ["--out", "--json-out", "--draw", "--report", "--curves"];

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

    /// <summary>Refuses a command whose output would replace a file that it reads.</summary>
    /// <exception cref="BadInputException">An output option names the same file as another option or an argument.</exception>
    public static void RequireNoInput(ParseResult result)
    {
        var words = result.CommandResult.Children.SelectMany(c => c.Tokens.Select(t => (Symbol: c, Path: t.Value))).ToList();
        foreach (var (symbol, output) in words.Where(w => w.Symbol is OptionResult { Option.Name: var name } && Options.Contains(name)))
        {
            if (File.Exists(output) && words.Find(w => w.Symbol != symbol && IsSame(w.Path, output)) is { Path: { } input })
            {
                throw new BadInputException(
                    $"{((OptionResult)symbol).Option.Name} {output}", $"would replace {input}, which the command reads");
            }
        }
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

    /// <summary>Whether two paths name one file, directly or through symbolic links.</summary>
    private static bool IsSame(string a, string b)
    {
        try
        {
            return File.Exists(a) && RealPath.Of(a) == RealPath.Of(b);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Path.GetFullPath(a) == Path.GetFullPath(b);
        }
    }
}

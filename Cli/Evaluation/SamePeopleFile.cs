using FaceGrid.Vision;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Pairs of names of one person: lines <c>NAME NAME</c>; empty lines and lines that start with '#' are ignored.</summary>
internal static class SamePeopleFile
{
    /// <param name="path">The file; null: no pairs.</param>
    /// <exception cref="BadInputException">The file is missing, or a line does not have two names.</exception>
    public static IReadOnlySet<(string, string)> Read(string? path)
    {
        var same = new HashSet<(string, string)>();
        if (path is null)
        {
            return same;
        }

        var number = 0;
        foreach (var line in File.Exists(path) ? File.ReadLines(path) : throw new BadInputException(path, "no such file"))
        {
            number++;
            var names = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (names.Length == 0 || names[0].StartsWith('#'))
            {
                continue;
            }

            if (names.Length != 2)
            {
                throw new BadInputException($"{path}, line {number}", "two names were expected");
            }

            same.Add((names[0], names[1]));
            same.Add((names[1], names[0]));
        }

        return same;
    }
}

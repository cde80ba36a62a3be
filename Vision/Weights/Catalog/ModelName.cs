namespace FaceGrid.Vision.Weights.Catalog;

/// <summary>Names of weight files in the data folder: letters, digits, dots, dashes and underscores.</summary>
public static class ModelName
{
    private const int Longest = 64;

    /// <exception cref="BadInputException">Not a name.</exception>
    public static void Check(string name)
    {
        if (name.Length is 0 or > Longest || name[0] is '.' or '-'
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            throw new BadInputException($"model '{name}'", $"a name of at most {Longest} letters, digits, '.', '-' and '_' was expected");
        }
    }
}

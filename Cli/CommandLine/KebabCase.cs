using System.Text.Json;
using FaceGrid.Vision;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Enumeration values as option values in kebab case: <c>triplet-l2</c> is TripletL2.</summary>
internal static class KebabCase
{
    /// <summary>All values of an enumeration, in their order.</summary>
    public static IEnumerable<string> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(Of);

    /// <param name="option">Name of the option, for the error message.</param>
    /// <param name="word">The value in kebab case.</param>
    /// <exception cref="BadInputException">The word is not a value of the enumeration.</exception>
    public static T Parse<T>(string option, string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
            {
                return value;
            }
        }

        throw new BadInputException($"{option} {word}", $"is none of {string.Join(", ", Words<T>())}");
    }

    /// <summary>The word of a value.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

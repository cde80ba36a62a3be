using System.Diagnostics.CodeAnalysis;

namespace FaceGrid.Silo.Options;

/// <summary>
/// Spelling of enumeration values in configuration, flags and silo metadata: the member's name in lower case. Values are read without
/// regard to case; a zero member <c>None</c> and numbers are not accepted.
/// </summary>
internal static class OptionText
{
    /// <summary>The spelling of one member.</summary>
    [SuppressMessage("Globalization", "CA1308", Justification = "Configuration is spelled in lower case.")]
    public static string Of<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The spellings of the single members of a set of flags, in the order of their values.</summary>
    public static IReadOnlyList<string> Names<T>(T flags)
        where T : struct, Enum => [.. Members<T>().Where(m => flags.HasFlag(m)).Select(Of)];

    /// <summary>All accepted spellings, separated by commas.</summary>
    public static string Accepted<T>()
        where T : struct, Enum => string.Join(", ", Members<T>().Select(Of));

    /// <summary>The member that a text spells; null: it spells none.</summary>
    public static T? Parse<T>(string text)
        where T : struct, Enum
    {
        foreach (var member in Members<T>())
        {
            if (string.Equals(Of(member), text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return member;
            }
        }

        return null;
    }

    private static IEnumerable<T> Members<T>()
        where T : struct, Enum => Enum.GetValues<T>().Where(m => m.ToString() != nameof(SiloRoles.None));
}

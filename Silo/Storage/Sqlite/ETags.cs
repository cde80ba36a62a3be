using System.Globalization;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// Version tags of records. Random rather than counted, so that a record that was cleared and written again never has the tag of its
/// predecessor.
/// </summary>
internal static class ETags
{
    /// <summary>A new tag, never 0.</summary>
    public static long Next() => Random.Shared.NextInt64(1, long.MaxValue);

    /// <summary>The tag as 16 hexadecimal digits.</summary>
    public static string Text(long etag) => etag.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The tag of a text; 0, which no record has, for text that is not a tag.</summary>
    public static long Parse(string text) =>
        long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var etag) ? etag : 0;

    /// <summary>The exception for a write whose tag is not the stored one.</summary>
    public static InconsistentStateException Conflict(string operation, string stateName, string grain, string? stored, string? given)
    {
        var tags = $"stored is {stored ?? "none"}, the writer has {given ?? "none"}";
        return new InconsistentStateException(
            $"Version conflict in {operation} of '{stateName}' of grain {grain}: {tags}.", stored, given);
    }
}

using System.Globalization;
using Orleans.Storage;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// Versions of records. Random rather than counted, so that a record that was cleared and written anew is never taken for the old one.
/// </summary>
internal static class ETags
{
    public static long Next() => Random.Shared.NextInt64(1, long.MaxValue);

    public static string Text(long etag) => etag.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>0, which is never a stored version, for text that is none of ours.</summary>
    public static long Parse(string text) => long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var etag) ? etag : 0;

    public static InconsistentStateException Conflict(string operation, string stateName, string grain, string? stored, string? given) => new(
        $"Version conflict in {operation} of '{stateName}' of grain {grain}: stored is {stored ?? "none"}, the writer has {given ?? "none"}.", stored, given);
}

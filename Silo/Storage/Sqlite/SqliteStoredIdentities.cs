using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Lists identities in a <see cref="SqliteStore"/>.</summary>
internal sealed class SqliteStoredIdentities(SqliteStore store) : IStoredIdentities
{
    private const string Select = "SELECT grain FROM state WHERE name=@0 AND grain>@1 AND grain<@2 ORDER BY grain LIMIT @3";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> List(string tenant, string? after, int count)
    {
        // '0' is the character after '/'.
        var (first, end) = (Grain(after ?? ""), GridKeys.Identity($"{IStoredIdentities.StateName}/{tenant}", "")[..^1] + "0");
        var grains = await store.ReadAsync(session => session.Query(
            r => r.GetString(0), Select, IStoredIdentities.StateName, first, end, count)).ConfigureAwait(false);
        return [.. grains.Select(g => g[Grain("").Length..])];

        string Grain(string name) => $"{IStoredIdentities.StateName}/{GridKeys.Identity(tenant, name)}";
    }
}

using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Storage;
using Npgsql;

namespace FaceGrid.Silo.Storage;

/// <summary>Lists identities in the table of Orleans' ADO.NET provider (Database/schema.sql), by its primary key.</summary>
internal sealed class PostgresStoredIdentities(string connectionString, string serviceId) : IStoredIdentities
{
    private const string Select =
        "SELECT GrainIdExtensionString FROM OrleansStorage WHERE ServiceId = $1 AND GrainTypeString = $2 AND PayloadBinary IS NOT NULL"
        + " AND GrainIdExtensionString > $3 AND GrainIdExtensionString < $4 ORDER BY GrainIdExtensionString LIMIT $5";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> List(string tenant, string? after, int count)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var query = new NpgsqlCommand(Select, connection);
        var prefix = GridKeys.Identity(tenant, "");

        // '0' is the character after '/'.
        object[] values = [serviceId, IStoredIdentities.StateName, prefix + after, prefix[..^1] + "0", count];
        foreach (var value in values)
        {
            query.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        var names = new List<string>();
        await using var rows = await query.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            names.Add(GridKeys.NameOf(rows.GetString(0)));
        }

        return names;
    }
}

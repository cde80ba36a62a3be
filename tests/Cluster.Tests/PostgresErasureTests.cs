using System.Text;
using Npgsql;

namespace FaceGrid.Cluster.Tests;

/// <summary>What PostgreSQL's files hold of a removed identity once the operator has compacted the tables.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresErasureTests(PostgresServer server)
{
    [ClusterFact]
    public async Task Remove_ThenVacuumFull_NoFileOfTheTablesHasTheName()
    {
        using var cluster = await TestCluster.Start(server, silos: 1);
        (await cluster.Ask("load", "--k", "8", "--everyone", "--deadline", "20")).Succeeded();
        Assert.True(await IsInAFile(cluster.Database!, "load-0000003"));

        (await cluster.Ask("identities", "remove", "load-0000003", "--gallery", "load")).Succeeded();
        await Execute(cluster.Database!, "VACUUM FULL OrleansStorage");

        Assert.False(await IsInAFile(cluster.Database!, "load-0000003"));
        Assert.True(await IsInAFile(cluster.Database!, "load-0000004"));
    }

    /// <summary>Searches the files of the table, its overflow table (TOAST) and their indexes, as the server has them on disk.</summary>
    private static async Task<bool> IsInAFile(string database, string text)
    {
        const string Files = """
            WITH t AS (SELECT oid, reltoastrelid FROM pg_class WHERE relname = 'orleansstorage'),
                 r AS (SELECT oid FROM t UNION SELECT reltoastrelid FROM t UNION SELECT indexrelid FROM pg_index, t
                       WHERE indrelid IN (t.oid, t.reltoastrelid))
            SELECT pg_read_binary_file(pg_relation_filepath(r.oid)) FROM r WHERE r.oid <> 0
            """;
        await Execute(database, "CHECKPOINT");
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Files, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = false;
        while (await reader.ReadAsync())
        {
            found |= reader.GetFieldValue<byte[]>(0).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        }

        return found;
    }

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

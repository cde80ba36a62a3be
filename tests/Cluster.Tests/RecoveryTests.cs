using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;
using Npgsql;

namespace FaceGrid.Cluster.Tests;

/// <summary>Clusters after faults that leave no silo, or differences between shards and identities.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RecoveryTests(PostgresServer server)
{
    private const int People = 20;

    [ClusterFact]
    public async Task Silos_AllAreKilledAndOneReturnsElsewhere_ItJoinsAndServes()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        (await cluster.Ask("load", "--k", Text(People), "--everyone", "--deadline", "20")).Succeeded();
        foreach (var silo in cluster.Silos)
        {
            silo.Kill();
        }

        // No silo is left that could declare the three dead, and none of their addresses is used again.
        using var other = new SiloProcess(
            Path.Combine(cluster.Folder, "elsewhere"),
            ["--postgres", cluster.Database!, "--set", "Blobs:Path=" + Path.Combine(cluster.Folder, "blobs")]);
        other.Start();
        await other.UntilReady();

        var listed = await Facegrid.Run("identities", "list", "--gallery", "load", "--cluster", other.Gateway, "--json");
        Assert.Equal(People, listed.Succeeded().Json.Count);
    }

    [ClusterFact]
    public async Task Check_OfACluster_FindsALostRecordAndALostPageAndRepairs()
    {
        using var cluster = await TestCluster.Start(server, silos: 2);
        (await cluster.Ask("load", "--k", Text(People), "--everyone", "--deadline", "20")).Succeeded();
        var clean = (await cluster.Ask("check")).Succeeded().Json[^1];
        Assert.Equal((People, People, 0), (Number(clean, "entries"), Number(clean, "records"), Number(clean, "faults")));
        foreach (var silo in cluster.Silos)
        {
            await silo.Drain();
        }

        await Delete(cluster.Database!, "identity", $"default/{TestCluster.LoadName(3)}");
        foreach (var silo in cluster.Silos)
        {
            silo.Start();
        }

        await Task.WhenAll(cluster.Silos.Select(s => s.UntilReady()));
        var found = await cluster.Ask("check");
        Assert.Equal((3, 2), (found.ExitCode, found.Json.Count));
        Assert.Equal(TestCluster.LoadName(3), found.Json[0].GetProperty("identity").GetString());
        var repaired = (await cluster.Ask("check", "--repair")).Succeeded().Json[^1];
        Assert.Equal((1, 1), (Number(repaired, "faults"), Number(repaired, "repaired")));
        Assert.Equal(0, Number((await cluster.Ask("check")).Succeeded().Json[^1], "faults"));
    }

    private static async Task Delete(string database, string state, string key)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var delete = new NpgsqlCommand(
            "DELETE FROM OrleansStorage WHERE GrainTypeString = $1 AND GrainIdExtensionString = $2", connection);
        delete.Parameters.Add(new NpgsqlParameter { Value = state });
        delete.Parameters.Add(new NpgsqlParameter { Value = key });
        Assert.Equal(1, await delete.ExecuteNonQueryAsync());
    }

    private static int Number(System.Text.Json.JsonElement result, string name) => result.GetProperty(name).GetInt32();

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

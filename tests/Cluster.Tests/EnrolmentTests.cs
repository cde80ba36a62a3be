using System.Globalization;
using FaceGrid.EndToEnd.Tests.Support;
using Npgsql;

namespace FaceGrid.Cluster.Tests;

/// <summary>Enrolments on three silos as processes on PostgreSQL, while silos are killed.</summary>
[Collection(PostgresCollection.Name)]
public sealed class EnrolmentTests(PostgresServer server)
{
    [ClusterFact]
    public Task Enroll_400WhileASiloIsKilled_AllAreRecognisedOnceByEverySilo() => Enroll(people: 400, killEvery: 200);

    [Trait("Category", "Soak")]
    [ClusterFact]
    public Task Enroll_2000WhileSilosAreKilledByTurns_AllAreRecognisedOnceByEverySilo() => Enroll(people: 2000, killEvery: 250);

    /// <param name="people">Number of identities.</param>
    /// <param name="killEvery">New stored states between two kills. An identity has at least one state.</param>
    private async Task Enroll(int people, int killEvery)
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        var enrolled = cluster.Ask("load", "--k", Text(people), "--rate", "1", "--minutes", "0.01");
        var kills = 0;
        for (var due = killEvery; await Reaches(cluster.Database!, due, enrolled); due += killEvery)
        {
            var silo = cluster.Silos[kills % cluster.Silos.Count];
            silo.Kill();
            kills += enrolled.IsCompleted ? 0 : 1;
            silo.Start();
            await silo.UntilReady();
        }

        (await enrolled).Succeeded();
        Assert.True(kills > 0, "all were enrolled before the first kill");
        Assert.Equal(Enumerable.Range(0, people).Select(TestCluster.LoadName), await cluster.Listed("load"));
        foreach (var silo in cluster.Silos)
        {
            string[] everyone = ["load", "--k", Text(people), "--everyone", "--deadline", "20"];
            var report = (await Facegrid.Run([.. everyone, "--cluster", silo.Gateway, "--json"])).Succeeded().Json[^1];
            Assert.Equal((people, people), (report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32()));
        }
    }

    /// <summary>Waits until storage holds so many states.</summary>
    /// <returns>False: the command ended before.</returns>
    private static async Task<bool> Reaches(string database, int states, Task<CliResult> command)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM OrleansStorage", connection);
        while ((long)(await count.ExecuteScalarAsync())! < states)
        {
            if (command.IsCompleted)
            {
                return false;
            }

            await Task.Delay(10);
        }

        return !command.IsCompleted;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

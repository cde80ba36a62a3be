using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace FaceGrid.Cluster.Tests;

/// <summary>Galleries whose shards split and merge on three silos as processes on PostgreSQL, while silos are killed.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ShardTests(PostgresServer server)
{
    /// <summary>Capacity of one shard, in identities and in templates: each identity has one template.</summary>
    private const int Capacity = 200;

    /// <summary>Two shards with more templates in total are not merged (Shards:MergeBelow).</summary>
    private const int MergedAtMost = Capacity / 2;

    /// <summary>Largest number of rounds of growing and shrinking until enough kills have interrupted a merge.</summary>
    private const int MostRounds = 5;

    [ClusterFact]
    public Task Shards_SplitAndMergeWhileASiloIsKilled_NoIdentityIsLostOrDuplicated() => SplitAndMerge(people: 500, interrupted: 1);

    [Trait("Category", "Soak")]
    [ClusterFact]
    public Task Shards_SplitAndMergeWhileSilosAreKilledManyTimes_NoIdentityIsLostOrDuplicated() =>
        SplitAndMerge(people: 2000, interrupted: 3);

    /// <param name="people">Number of identities.</param>
    /// <param name="interrupted">Splits, and merges, that a kill must have interrupted.</param>
    private async Task SplitAndMerge(int people, int interrupted)
    {
        // Too few for the number of shards that the gallery will have.
        var left = people / 5;
        using var cluster = await TestCluster.Start(server, silos: 3);
        (await cluster.Ask("load", "--k", Text(people), "--rate", "1", "--minutes", "0.01")).Succeeded();
        foreach (var silo in cluster.Silos)
        {
            silo.Kill();
            silo.More = ["--set", $"Shards:Capacity={Capacity}", "--set", $"Shards:MaxTemplates={Capacity}"];
        }

        // From the first probe on, the only shard far exceeds its capacity.
        await using var killer = new RebalanceKiller(cluster, interrupted);
        await Task.WhenAll(cluster.Silos.Select(s =>
        {
            s.Start();
            return s.UntilReady();
        }));
        for (var (round, missing) = (0, 0); killer.Merges < interrupted; round++, missing = people - left)
        {
            Assert.True(round < MostRounds, $"{round} times shards became fewer, and kills met {killer.Merges} merges");
            string[] everyone = ["load", "--k", Text(people), "--everyone", "--deadline", "20"];
            var report = (await cluster.Ask(everyone)).Succeeded().Json;
            Assert.InRange(report[0].TryGetProperty("enrolled", out var enrolled) ? enrolled.GetInt32() : 0, 0, missing);
            Assert.Equal(people, report[^1].GetProperty("right").GetInt32());
            var grown = await UntilBalanced(cluster, people);
            Assert.True(grown.Count >= people / Capacity, $"{grown.Count} shards");

            string[] remove = ["load", "--k", Text(people - left), "--enrolled", "--rate", "1", "--minutes", "0.01", "--remove"];
            (await cluster.Ask(remove)).Succeeded();
            var shrunk = await UntilBalanced(cluster, left);
            Assert.True(shrunk.Count < grown.Count, $"{shrunk.Count} of {grown.Count} shards");
            Assert.Equal(Enumerable.Range(people - left, left).Select(TestCluster.LoadName), await cluster.Listed("load"));
        }

        Assert.True(killer.Splits >= interrupted, $"kills met {killer.Splits} splits");
        (await cluster.Ask("load", "--k", Text(people), "--everyone", "--deadline", "20", "--remove")).Succeeded();
        Assert.Empty(await cluster.Listed("load"));
        Assert.Equal(0, (await UntilBalanced(cluster, people: 0)).Sum(s => s.GetProperty("templates").GetInt32()));
    }

    /// <summary>Waits until no identity is moving, no shard exceeds its capacity, and no two shards can be merged.</summary>
    /// <returns>The shards.</returns>
    private static async Task<IReadOnlyList<JsonElement>> UntilBalanced(TestCluster cluster, int people)
    {
        var standsStill = Stopwatch.StartNew();
        var before = "";
        while (true)
        {
            var gallery = (await cluster.Ask("galleries", "show", "--gallery", "load")).Succeeded().Json[0];
            if (gallery.GetRawText() != before)
            {
                before = gallery.GetRawText();
                standsStill.Restart();
            }

            var shards = gallery.GetProperty("shards").EnumerateArray().ToList();
            var sizes = shards.Select(s => s.GetProperty("templates").GetInt32()).Order().ToList();
            var areWithinCapacity = sizes.Sum() == people && sizes.TrueForAll(s => s <= Capacity);
            var areBalanced = areWithinCapacity && (sizes.Count < 2 || sizes[0] + sizes[1] > MergedAtMost);
            if (areBalanced && gallery.GetProperty("rebalance").ValueKind == JsonValueKind.Null)
            {
                return shards;
            }

            // The reminder through which another silo resumes the rebalance after a kill has a period of one minute.
            Assert.True(standsStill.Elapsed < TimeSpan.FromMinutes(5), $"no progress, and not balanced: {gallery}");
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

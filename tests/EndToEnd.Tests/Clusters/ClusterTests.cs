using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using FaceGrid.EndToEnd.Tests.Support;
using Npgsql;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Three silos as processes on real Orleans and PostgreSQL, while something is done to them.</summary>
public sealed class ClusterTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const int People = 2000;

    [ClusterFact]
    public async Task Enroll_2000WhileSilosAreKilledEvery10Seconds_NoneIsLostNoneDoubledAllAreKnownToEverySilo()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        using var done = new CancellationTokenSource();
        var kills = KillByTurns(cluster, done.Token);

        var enrolled = await cluster.Ask("load", "--k", Text(People), "--rate", "1", "--minutes", "0.01");
        await done.CancelAsync();
        var killed = await kills;
        enrolled.Succeeded();

        Assert.True(killed > 0, "everybody was enrolled before the first kill");
        await Task.WhenAll(cluster.Silos.Select(s => s.UntilReady()));
        Assert.Equal(
            Enumerable.Range(0, People).Select(n => string.Create(CultureInfo.InvariantCulture, $"load-{n:D7}")),
            (await cluster.Ask("identities", "list", "--gallery", "load")).Succeeded().Json.Select(i => i.GetProperty("identity").GetString()));
        foreach (var silo in cluster.Silos)
        {
            var report = (await Cli.Run("load", "--k", Text(People), "--everyone", "--deadline", "20", "--cluster", silo.Gateway, "--json")).Succeeded().Json[^1];
            Assert.Equal((People, People), (report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32()));
        }
    }

    [ClusterFact]
    public async Task Shards_SplitAndMergeWhileSilosAreKilled_NobodyIsLostOrTwice()
    {
        const int Count = 900;
        const int MaxTemplates = 100;
        using var cluster = await TestCluster.Start(server, silos: 3);
        (await cluster.Ask("load", "--k", Text(Count), "--rate", "1", "--minutes", "0.01")).Succeeded();
        foreach (var silo in cluster.Silos)
        {
            silo.Kill();
            silo.More = ["--set", "Shards:Capacity=100", "--set", $"Shards:MaxTemplates={MaxTemplates}"];
        }

        // From the first question on, the one shard that all are in is far over its bound.
        using var done = new CancellationTokenSource();
        var kills = KillDuringRebalances(cluster, done.Token);
        await Task.WhenAll(cluster.Silos.Select(s =>
        {
            s.Start();
            return s.UntilReady();
        }));
        (await cluster.Ask("load", "--k", Text(Count), "--everyone", "--deadline", "20")).Succeeded();
        var grown = await UntilBalanced(cluster, most: MaxTemplates);
        await done.CancelAsync();
        Assert.True(await kills > 2, "hardly a silo died while people were on the way");

        Assert.Equal(Count, grown.Sum(s => s.GetProperty("people").GetInt32()));
        Assert.True(grown.Count >= Count / MaxTemplates, $"{grown.Count} shards");
        await Task.WhenAll(cluster.Silos.Select(s => s.UntilReady()));
        var report = (await cluster.Ask("load", "--k", Text(Count), "--everyone", "--deadline", "20")).Succeeded().Json;
        Assert.False(report[0].TryGetProperty("enrolled", out _), "somebody was lost");
        Assert.Equal(Count, report[^1].GetProperty("right").GetInt32());

        using var emptied = new CancellationTokenSource();
        kills = KillDuringRebalances(cluster, emptied.Token);
        (await cluster.Ask("load", "--k", Text(Count), "--rate", "1", "--minutes", "0.01", "--remove")).Succeeded();
        await emptied.CancelAsync();
        Assert.True(await kills > 0, "no silo died while shards became one");
        Assert.Empty((await cluster.Ask("identities", "list", "--gallery", "load")).Succeeded().Json);
        Assert.Equal(0, (await UntilBalanced(cluster, MaxTemplates)).Sum(s => s.GetProperty("templates").GetInt32()));
    }

    [ClusterFact]
    public async Task Drill_SiloIsKilledUnderQuestions_NobodyIsTurnedAwayAndServiceReturns()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        var chart = Path.Combine(cluster.Folder, "drill.png");

        var report = (await cluster.Ask(
            "drill", "kill-silo", "--k", "200", "--rate", "25", "--before", "5", "--after", "40", "--kill", $"kill -9 {cluster.Silos[0].Id}", "--chart", chart)).Succeeded().Json[^1];

        var load = report.GetProperty("load");
        Assert.Equal((0, 0), (load.GetProperty("wrongPerson").GetInt32(), load.GetProperty("wrongNotRecognized").GetInt32()));
        Assert.InRange(report.GetProperty("secondsToFullService").GetDouble(), 0, 35);
        Assert.True(load.GetProperty("right").GetInt32() > load.GetProperty("probes").GetInt32() / 2);
        Assert.True(new FileInfo(chart).Length > 1000);
    }

    [ClusterFact]
    public async Task Restart_AllSilosByTurnsUnderQuestions_EveryAnswerIsRight()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        (await cluster.Ask("load", "--k", "200", "--everyone", "--deadline", "20")).Succeeded();
        var questions = cluster.Ask("load", "--k", "200", "--rate", "20", "--minutes", "1.2", "--deadline", "10");

        await Task.Delay(TimeSpan.FromSeconds(5));
        foreach (var silo in cluster.Silos)
        {
            await silo.Drain();
            silo.Start();
            await silo.UntilReady();
        }

        var report = (await questions).Succeeded().Json[^1];
        Assert.Equal(report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32());
    }

    [ClusterFact]
    public async Task Database_IsAwayFor30Seconds_DoorsGoOnWritesSaySoAndNothingIsHarmed()
    {
        using var cluster = await TestCluster.Start(server, silos: 2);
        (await cluster.Ask("load", "--k", "200", "--everyone", "--deadline", "20")).Succeeded();
        var questions = cluster.Ask("load", "--k", "200", "--rate", "20", "--minutes", "0.9", "--deadline", "10");
        await Task.Delay(TimeSpan.FromSeconds(5));

        server.Crash();
        CliResult refused;
        try
        {
            var away = Stopwatch.StartNew();
            refused = await cluster.Ask("galleries", "set", "--gallery", "hall", "--fpir", "1%");
            await Task.Delay(Positive(TimeSpan.FromSeconds(30) - away.Elapsed));
        }
        finally
        {
            server.Start();
        }

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("the store: cannot be used now", refused.Error, StringComparison.Ordinal);
        Assert.Contains("ask again", refused.Error, StringComparison.Ordinal);

        var report = (await questions).Succeeded().Json[^1];
        Assert.Equal(report.GetProperty("probes").GetInt32(), report.GetProperty("right").GetInt32());
        (await cluster.Ask("galleries", "set", "--gallery", "hall", "--fpir", "1%")).Succeeded();
        var after = (await cluster.Ask("load", "--k", "250", "--everyone", "--deadline", "20")).Succeeded().Json;
        Assert.Equal(50, after[0].GetProperty("enrolled").GetInt32());
        Assert.Equal(250, after[^1].GetProperty("right").GetInt32());
    }

    [ClusterFact]
    public async Task Style_EverySiloIsKilledOnceUnderAJob_ThePictureHasTheSameBytes()
    {
        const int Steps = 2500;
        using var folder = new StyleFolder();
        string[] ask = [.. folder.Style("adam", Steps), "--detach", "--checkpoint-every", "50"];
        var calm = (await Cli.Run([.. ask, "--no-worker", "--json", "--data", folder["calm"]])).Succeeded().Json[0].GetProperty("job").GetString()!;
        (await Cli.Run("jobs", "run", "--threads", "1", "--data", folder["calm"])).Succeeded();
        (await Cli.Run("jobs", "show", calm, "--out", folder["expected"], "--data", folder["calm"])).Succeeded();

        using var cluster = await TestCluster.Start(server, silos: 3);
        Assert.Equal(calm, await RunWhileEachSiloIsKilledOnce(cluster, ask));
        (await cluster.Ask("jobs", "show", calm, "--out", folder["shown"])).Succeeded();
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder["expected"], "picture.png")), await File.ReadAllBytesAsync(Path.Combine(folder["shown"], "picture.png")));
    }

    [ClusterFact]
    public async Task Train_EverySiloIsKilledOnceUnderARun_TheEncoderHasTheSameBytes()
    {
        const int Steps = 3000;
        using var folder = new TrainingFolder(4, 4, 4, 4, 4, 4);
        string[] ask =
        [
            "train", "encoder", "--data", folder.Data, "--out", "tiny.safetensors", "--input", "28", "--width", "0.5", "--batch-people", "3", "--batch-photos", "2",
            "--steps", Text(Steps), "--warm-up", "2", "--held-out", "0.5", "--validate-every", "500", "--checkpoint-every", "50", "--threads", "1", "--detach",
        ];
        var calm = (await Cli.Run([.. ask, "--no-worker", "--json", "--store", folder["calm"]])).Succeeded().Json[0].GetProperty("job").GetString()!;
        (await Cli.Run("jobs", "run", "--threads", "1", "--data", folder["calm"])).Succeeded();
        (await Cli.Run("jobs", "show", calm, "--out", folder["expected"], "--data", folder["calm"])).Succeeded();

        using var cluster = await TestCluster.Start(server, silos: 3, _ => ["--threads", "1"]);
        Assert.Equal(calm, await RunWhileEachSiloIsKilledOnce(cluster, ask));
        (await cluster.Ask("jobs", "show", calm, "--out", folder["shown"])).Succeeded();
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder["expected"], "tiny.safetensors")), await File.ReadAllBytesAsync(Path.Combine(folder["shown"], "tiny.safetensors")));
    }

    [ClusterFact]
    public async Task Roles_ComputeSiloDies_NobodyIsTurnedAwayAndItsReturnHeals()
    {
        using var cluster = await TestCluster.Start(server, silos: 2, n => ["--role", n == 0 ? "control" : "compute"]);
        (await cluster.Ask("load", "--k", "50", "--everyone", "--deadline", "20")).Succeeded();
        var compute = cluster.Silos[1];
        Assert.Contains("facegrid_recognitions_total", (await cluster.Silos[0].Get("/metrics"))!.Value.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("facegrid_recognitions_total", (await compute.Get("/metrics"))!.Value.Text, StringComparison.Ordinal);

        compute.Kill();
        var without = (await Cli.Run("load", "--k", "50", "--rate", "2", "--minutes", "0.1", "--cluster", cluster.Silos[0].Gateway, "--json"));
        compute.Start();
        await compute.UntilReady();

        // Enrolling anew what is there needs the encoder too, so either half may have said that it cannot.
        Assert.True(without.ExitCode != 0 || without.Json[^1].GetProperty("right").GetInt32() == 0, without.Output);
        Assert.DoesNotContain("\"wrongNotRecognized\":1", without.Output, StringComparison.Ordinal);
        var healed = (await cluster.Ask("load", "--k", "50", "--everyone", "--deadline", "30")).Succeeded().Json[^1];
        Assert.Equal(50, healed.GetProperty("right").GetInt32());
    }

    [ClusterFact]
    public async Task Dashboard_OfASilo_AsksForThePassword()
    {
        using var folder = new MadeUpFile("correct horse battery");
        using var cluster = await TestCluster.Start(server, silos: 1, _ => ["--set", "Dashboard:Enabled=true", "--set", "Dashboard:PasswordFile=" + folder.Path]);

        foreach (var path in new[] { "/dashboard", "/dashboard/", "/dashboard/DashboardCounters", "/dashboard/SiloProperties/x" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await cluster.Silos[0].Get(path))!.Value.Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await cluster.Silos[0].Get(path, "operator:correct horse batterx"))!.Value.Status);
        }

        Assert.Equal(HttpStatusCode.OK, (await cluster.Silos[0].Get("/dashboard/DashboardCounters", "operator:correct horse battery"))!.Value.Status);
    }

    [ClusterFact]
    public async Task Tls_WithoutACertificateOfTheAuthority_NobodyGetsIn()
    {
        using var certificates = new TestCertificates();
        using var cluster = await TestCluster.Start(server, silos: 2, _ => certificates.Options);
        var gateway = cluster.Silos[0].Gateway;

        var report = (await Cli.Run("load", "--k", "20", "--everyone", "--deadline", "20", "--cluster", certificates.Client(gateway, "silo"), "--json")).Succeeded().Json[^1];
        Assert.Equal(20, report.GetProperty("right").GetInt32());
        foreach (var address in new[] { certificates.Client(gateway, "stranger"), gateway })
        {
            var refused = await Cli.Run("identities", "list", "--gallery", "load", "--cluster", address);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
            Assert.Contains("no silo of cluster 'facegrid' answers there", refused.Error, StringComparison.Ordinal);
        }
    }

    [ClusterFact]
    public async Task Encryption_OfACluster_LeavesNothingOfWhoWasRemoved()
    {
        using var keys = new MadeUpFile("");
        File.Delete(keys.Path);
        (await Cli.Run("keys", "create", "--key-file", keys.Path)).Succeeded();
        var keyDatabase = server.NewDatabase();
        (await Cli.Run("silo", "init-db", "--postgres", keyDatabase)).Succeeded();
        using var cluster = await TestCluster.Start(server, silos: 2, _ => ["--set", "Encryption:KeyFile=" + keys.Path, "--set", "Encryption:ConnectionString=" + keyDatabase]);
        (await cluster.Ask("load", "--k", "40", "--everyone", "--deadline", "20")).Succeeded();

        var shown = (await cluster.Ask("keys", "show")).Succeeded().Json[0];
        Assert.Equal((40, 0), (shown.GetProperty("people").GetInt32(), shown.GetProperty("peopleWaiting").GetInt32()));
        (await cluster.Ask("identities", "remove", "load-0000007")).Succeeded();
        var left = (await cluster.Ask("keys", "show")).Succeeded().Json[0];
        Assert.Equal(39, left.GetProperty("people").GetInt32());
        await using var database = new NpgsqlConnection(keyDatabase);
        await database.OpenAsync();
        await using var states = new NpgsqlCommand("SELECT GrainTypeString, count(*) FROM OrleansStorage GROUP BY 1 ORDER BY 1", database);
        var found = new List<string>();
        await using var reader = await states.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add($"{reader.GetString(0)} {reader.GetInt64(1)}");
        }

        // Everybody's own, and those of the two pages that 40 people fill; nothing else.
        Assert.Equal(["key 39", "keys-0 1", "keys-1 1"], found);
        Assert.Equal(2, (await cluster.Ask("keys", "rotate")).ExitCode);
    }

    [ClusterFact]
    public async Task Health_OfASilo_SaysReadyAndCounts()
    {
        using var cluster = await TestCluster.Start(server, silos: 1);
        (await cluster.Ask("load", "--k", "20", "--everyone", "--deadline", "20")).Succeeded();

        Assert.Equal((HttpStatusCode.OK, "live\n"), await cluster.Silos[0].Get("/health/live"));
        Assert.Equal((HttpStatusCode.OK, "ready\n"), await cluster.Silos[0].Get("/health/ready"));
        var metrics = (await cluster.Silos[0].Get("/metrics"))!.Value.Text;
        Assert.Matches("(?m)^facegrid_recognitions_total\\{[^}]*outcome=\"recognized\"[^}]*\\} 20( |$)", metrics);
        Assert.Contains("facegrid_recognition_seconds_bucket", metrics, StringComparison.Ordinal);
        Assert.Contains("facegrid_search_seconds_bucket", metrics, StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task Features_OnSilos_FindsWhatTheSearchHereFinds()
    {
        using var folder = new MadeUpFolder(3);
        string[] search = ["features", "--images", folder.People, "--size", "32", "--layers", "relu2_1,conv1_1", "--units", "0,5"];
        (await Cli.Run([.. search, "--out", folder.PathOf("here.png"), "--json-out", folder.PathOf("here.json"), "--data", folder.PathOf("data")])).Succeeded();
        using var cluster = await TestCluster.Start(server, silos: 2);

        var answer = (await cluster.Ask([.. search, "--out", folder.PathOf("there.png"), "--json-out", folder.PathOf("there.json")])).Succeeded().Json[^1];

        Assert.Equal(3, answer.GetProperty("images").GetInt32());
        foreach (var file in new[] { "png", "json" })
        {
            Assert.Equal(await File.ReadAllBytesAsync(folder.PathOf($"here.{file}")), await File.ReadAllBytesAsync(folder.PathOf($"there.{file}")));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(cluster.Folder, "blobs"), "*", SearchOption.AllDirectories));
    }

    /// <summary>Submits a job, kills each silo once while the job makes steps, and waits for its end.</summary>
    /// <returns>The job.</returns>
    private static async Task<string> RunWhileEachSiloIsKilledOnce(TestCluster cluster, string[] ask)
    {
        var job = (await cluster.Ask(ask)).Succeeded().Json[0].GetProperty("job").GetString()!;
        foreach (var silo in cluster.Silos)
        {
            await UntilItMoves(cluster, job);
            silo.Kill();
            silo.Start();
            await silo.UntilReady();
        }

        JsonElement description;
        var patience = Stopwatch.StartNew();
        do
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(4), "the job was never finished");
            await Task.Delay(TimeSpan.FromSeconds(1));
            description = await Describe(cluster, job);
        }
        while (description.GetProperty("summary").GetProperty("status").GetString() != "Done");

        Assert.True(description.GetProperty("epoch").GetInt32() >= 2, "no kill met the job's silo");
        return job;
    }

    private static async Task<JsonElement> Describe(TestCluster cluster, string job) =>
        (await cluster.Ask("jobs", "show", job)).Succeeded().Json[0].GetProperty("job");

    /// <summary>The job makes steps, on whichever silo.</summary>
    private static async Task UntilItMoves(TestCluster cluster, string job)
    {
        var patience = Stopwatch.StartNew();
        var first = (await Describe(cluster, job)).GetProperty("summary").GetProperty("step").GetInt32();
        while ((await Describe(cluster, job)).GetProperty("summary") is var now && now.GetProperty("step").GetInt32() <= first)
        {
            Assert.NotEqual("Done", now.GetProperty("status").GetString());
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "the job stands still");
            await Task.Delay(300);
        }
    }

    private static TimeSpan Positive(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Kills one silo after the other and starts it again at once, every ten seconds; the first after two.</summary>
    /// <summary>The shards, once nobody is on the way between two of them and none is over its bound.</summary>
    private static async Task<IReadOnlyList<JsonElement>> UntilBalanced(TestCluster cluster, int most)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var gallery = (await cluster.Ask("galleries", "show", "--gallery", "load")).Succeeded().Json[0];
            var shards = gallery.GetProperty("shards").EnumerateArray().ToList();
            if (gallery.GetProperty("rebalance").ValueKind == JsonValueKind.Null && shards.TrueForAll(s => s.GetProperty("templates").GetInt32() <= most))
            {
                return shards;
            }

            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(4), $"still not balanced: {gallery}");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Kills silos while people are on the way between two shards: by turns the one that moves them, and another.</summary>
    /// <returns>How many.</returns>
    private static async Task<int> KillDuringRebalances(TestCluster cluster, CancellationToken until)
    {
        var begun = Channel.CreateUnbounded<SiloProcess>();
        foreach (var silo in cluster.Silos)
        {
            silo.Heard += line => _ = line.Contains(" of shards ", StringComparison.Ordinal) && line.Contains(" begins.", StringComparison.Ordinal) && begun.Writer.TryWrite(silo);
        }

        var kills = 0;
        try
        {
            while (true)
            {
                var mover = await begun.Reader.ReadAsync(until);
                var silo = kills % 2 == 0 ? mover : cluster.Silos[(cluster.Silos.ToList().IndexOf(mover) + 1) % cluster.Silos.Count];
                silo.Kill();
                kills++;
                silo.Start();
                await silo.UntilReady();
                await Task.Delay(TimeSpan.FromSeconds(2), until);
                while (begun.Reader.TryRead(out _))
                {
                    // Those are over by now, or will be begun again.
                }
            }
        }
        catch (OperationCanceledException)
        {
            return kills;
        }
    }

    private static async Task<int> KillByTurns(TestCluster cluster, CancellationToken until)
    {
        var kills = 0;
        await Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None);
        while (!until.IsCancellationRequested)
        {
            var silo = cluster.Silos[kills % cluster.Silos.Count];
            silo.Kill();
            kills++;
            silo.Start();
            await silo.UntilReady();
            await Task.Delay(TimeSpan.FromSeconds(10), until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return kills;
    }
}

using System.Net;
using FaceGrid.EndToEnd.Tests.Support;
using Npgsql;

namespace FaceGrid.Cluster.Tests;

/// <summary>Roles, dashboard, TLS, encryption, health and feature search of silos as processes.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SiloTests(PostgresServer server)
{
    [ClusterFact]
    public async Task Roles_ComputeSiloFails_NoAnswerIsWrongAndServiceReturnsWithIt()
    {
        using var cluster = await TestCluster.Start(server, silos: 2, n => ["--role", n == 0 ? "control" : "compute"]);
        (await cluster.Ask("load", "--k", "50", "--everyone", "--deadline", "20")).Succeeded();
        var compute = cluster.Silos[1];
        Assert.Contains("facegrid_recognitions_total", (await cluster.Silos[0].Get("/metrics"))!.Value.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("facegrid_recognitions_total", (await compute.Get("/metrics"))!.Value.Text, StringComparison.Ordinal);

        compute.Kill();
        string[] load = ["load", "--k", "50", "--rate", "2", "--minutes", "0.1"];
        var without = await Facegrid.Run([.. load, "--cluster", cluster.Silos[0].Gateway, "--json"]);
        compute.Start();
        await compute.UntilReady();

        // Repeated enrolments need the encoder too, so either the enrolments or the recognitions may have failed.
        Assert.True(without.ExitCode != 0 || without.Json[^1].GetProperty("right").GetInt32() == 0, without.Output);
        Assert.DoesNotContain("\"wrongNotRecognized\":1", without.Output, StringComparison.Ordinal);
        var healed = (await cluster.Ask("load", "--k", "50", "--everyone", "--deadline", "30")).Succeeded().Json[^1];
        Assert.Equal(50, healed.GetProperty("right").GetInt32());
    }

    [ClusterFact]
    public async Task Dashboard_OfASilo_RequiresThePassword()
    {
        using var folder = new TemporaryFile("correct horse battery");
        string[] dashboard = ["--set", "Dashboard:Enabled=true", "--set", "Dashboard:PasswordFile=" + folder.Path];
        using var cluster = await TestCluster.Start(server, silos: 1, _ => dashboard);

        foreach (var path in new[] { "/dashboard", "/dashboard/", "/dashboard/DashboardCounters", "/dashboard/SiloProperties/x" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await cluster.Silos[0].Get(path))!.Value.Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await cluster.Silos[0].Get(path, "operator:correct horse batterx"))!.Value.Status);
        }

        var counters = await cluster.Silos[0].Get("/dashboard/DashboardCounters", "operator:correct horse battery");
        Assert.Equal(HttpStatusCode.OK, counters!.Value.Status);
    }

    [ClusterFact]
    public async Task Tls_WithoutACertificateOfTheAuthority_IsRefused()
    {
        using var certificates = new TestCertificates();
        using var cluster = await TestCluster.Start(server, silos: 2, _ => certificates.Options);
        var gateway = cluster.Silos[0].Gateway;

        string[] load = ["load", "--k", "20", "--everyone", "--deadline", "20", "--json"];
        var report = (await Facegrid.Run([.. load, "--cluster", certificates.Client(gateway, "admin")])).Succeeded().Json[^1];
        Assert.Equal(20, report.GetProperty("right").GetInt32());
        foreach (var (who, command, need) in new[]
        {
            ("door", "identities list --gallery load", "IGalleryGrain.ListPage of tenant 'default': role enrol is needed"),
            ("studio", "identities remove load-0000001", "IIdentityGrain.RemoveOnce of tenant 'default': role enrol is needed"),
            ("door", "jobs list", "IJobQueueGrain.List of tenant 'default': role studio is needed"),
            ("other", "identities list --gallery load", "IGalleryGrain.ListPage of tenant 'default': role enrol is needed"),
        })
        {
            var denied = await Facegrid.Run([.. command.Split(' '), "--cluster", certificates.Client(gateway, who)]);
            Assert.Equal((2, ""), (denied.ExitCode, denied.Output));
            Assert.Contains($"this client: may not call {need}", denied.Error, StringComparison.Ordinal);
        }

        var left = await Facegrid.Run("identities", "list", "--gallery", "load", "--cluster", certificates.Client(gateway, "admin"), "--json");
        Assert.Equal(20, left.Succeeded().Json.Count);
        var without = await Facegrid.Run("identities", "list", "--gallery", "load", "--cluster", certificates.Client(gateway, "nameless"));
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("names no role", without.Error, StringComparison.Ordinal);
        foreach (var address in new[] { certificates.Client(gateway, "stranger"), gateway })
        {
            var refused = await Facegrid.Run("identities", "list", "--gallery", "load", "--cluster", address);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
            Assert.Contains("no silo of cluster 'facegrid' answers there", refused.Error, StringComparison.Ordinal);
        }
    }

    [ClusterFact]
    public async Task Encryption_OfACluster_LeavesNoKeyOfARemovedIdentity()
    {
        using var keys = new TemporaryFile("");
        File.Delete(keys.Path);
        (await Facegrid.Run("keys", "create", "--key-file", keys.Path)).Succeeded();
        var keyDatabase = server.NewDatabase();
        (await Facegrid.Run("silo", "init-db", "--postgres", keyDatabase)).Succeeded();
        string[] encryption = ["--set", "Encryption:KeyFile=" + keys.Path, "--set", "Encryption:ConnectionString=" + keyDatabase];
        using var cluster = await TestCluster.Start(server, silos: 2, _ => encryption);
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

        // One key for each identity, and the keys of the two pages of 40 identities; nothing else.
        Assert.Equal(["key 39", "keys-0 1", "keys-1 1"], found);
        Assert.Equal(2, (await cluster.Ask("keys", "rotate")).ExitCode);
    }

    [ClusterFact]
    public async Task Health_OfASilo_ReportsReadinessAndMetrics()
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
    public async Task Features_OnSilos_EqualToALocalSearch()
    {
        using var folder = new SyntheticPeopleFolder(3);
        string[] search = ["features", "--images", folder.People, "--size", "32", "--layers", "relu2_1,conv1_1", "--units", "0,5"];
        string[] local = ["--out", folder.PathOf("here.png"), "--json-out", folder.PathOf("here.json"), "--data", folder.PathOf("data")];
        (await Facegrid.Run([.. search, .. local])).Succeeded();
        using var cluster = await TestCluster.Start(server, silos: 2);

        string[] remote = ["--out", folder.PathOf("there.png"), "--json-out", folder.PathOf("there.json")];
        var answer = (await cluster.Ask([.. search, .. remote])).Succeeded().Json[^1];

        Assert.Equal(3, answer.GetProperty("images").GetInt32());
        foreach (var file in new[] { "png", "json" })
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(folder.PathOf($"here.{file}")),
                await File.ReadAllBytesAsync(folder.PathOf($"there.{file}")));
        }

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(cluster.Folder, "blobs"), "*", SearchOption.AllDirectories));
    }
}

using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Silos as processes over one database.</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("facegrid-cluster-").FullName;

    private TestCluster(PostgresServer server, int silos)
    {
        Database = server.NewDatabase();
        Silos = [.. Enumerable.Range(0, silos).Select(n => new SiloProcess(Path.Combine(folder, $"silo-{n}"), Database, Path.Combine(folder, "blobs")))];
    }

    public string Database { get; }

    public IReadOnlyList<SiloProcess> Silos { get; }

    /// <summary>All gateways, for <c>--cluster</c>.</summary>
    public string Address => string.Join(',', Silos.Select(s => s.Gateway));

    public string Folder => folder;

    public static async Task<TestCluster> Start(PostgresServer server, int silos)
    {
        var cluster = new TestCluster(server, silos);
        try
        {
            (await Cli.Run("silo", "init-db", "--postgres", cluster.Database)).Succeeded();
            foreach (var silo in cluster.Silos)
            {
                silo.Start();
            }

            await Task.WhenAll(cluster.Silos.Select(s => s.UntilReady()));
            return cluster;
        }
        catch
        {
            cluster.Dispose();
            throw;
        }
    }

    public Task<CliResult> Ask(params string[] args) => Cli.Run([.. args, "--cluster", Address, "--json"]);

    public void Dispose()
    {
        foreach (var silo in Silos)
        {
            silo.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}

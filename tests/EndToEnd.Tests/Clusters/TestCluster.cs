using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>Silos as processes over one database.</summary>
internal sealed class TestCluster : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("facegrid-cluster-").FullName;

    /// <param name="storage">The options of <c>silo run</c> that say where everything is kept.</param>
    private TestCluster(Func<string, string[]> storage, int silos, Func<int, string[]> more) =>
        Silos = [.. Enumerable.Range(0, silos).Select(n => new SiloProcess(Path.Combine(folder, $"silo-{n}"), [.. storage(folder), .. more(n)]))];

    public IReadOnlyList<SiloProcess> Silos { get; }

    /// <summary>All gateways, for <c>--cluster</c>.</summary>
    public string Address => string.Join(',', Silos.Select(s => s.Gateway));

    public string Folder => folder;

    /// <param name="more">Further options of each silo.</param>
    public static async Task<TestCluster> Start(PostgresServer server, int silos, Func<int, string[]>? more = null)
    {
        var database = server.NewDatabase();
        (await Cli.Run("silo", "init-db", "--postgres", database)).Succeeded();
        return await Start(folder => ["--postgres", database, "--set", "Blobs:Path=" + Path.Combine(folder, "blobs")], silos, more ?? (_ => []));
    }

    public static Task<TestCluster> StartOnAzure(string account, int silos) => Start(_ => ["--azure", account], silos, _ => []);

    private static async Task<TestCluster> Start(Func<string, string[]> storage, int silos, Func<int, string[]> more)
    {
        var cluster = new TestCluster(storage, silos, more);
        try
        {
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

using System.Globalization;
using System.Text.RegularExpressions;
using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;

namespace FaceGrid.Cluster.Tests;

/// <summary>Silos as processes over one database.</summary>
internal sealed partial class TestCluster : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("facegrid-cluster-").FullName;

    /// <param name="storage">Options of the stores, given the cluster's folder.</param>
    /// <param name="silos">Number of silos.</param>
    /// <param name="more">Further options of each silo.</param>
    private TestCluster(Func<string, string[]> storage, int silos, Func<int, string[]> more)
    {
        // Jobs of the tests name weights there.
        string[] weights = ["--set", "Files:Folders:1=" + SharedFiles.PathOf("models")];
        Silos = [.. Enumerable.Range(0, silos).Select(Silo)];

        SiloProcess Silo(int n) => new(Path.Combine(_folder, $"silo-{n}"), [.. storage(_folder), .. weights, .. more(n)]);
    }

    public IReadOnlyList<SiloProcess> Silos { get; }

    /// <summary>All gateways, for <c>--cluster</c>.</summary>
    public string Address => string.Join(',', Silos.Select(s => s.Gateway));

    public string Folder => _folder;

    /// <summary>The connection string of its database; null on Azure Storage.</summary>
    public string? Database { get; private init; }

    /// <param name="more">Further options of each silo.</param>
    public static async Task<TestCluster> Start(PostgresServer server, int silos, Func<int, string[]>? more = null)
    {
        var database = server.NewDatabase();
        (await Facegrid.Run("silo", "init-db", "--postgres", database)).Succeeded();
        return await Start(new TestCluster(Storage, silos, more ?? (_ => [])) { Database = database });

        string[] Storage(string folder) => ["--postgres", database, "--set", "Blobs:Path=" + Path.Combine(folder, "blobs")];
    }

    public static Task<TestCluster> StartOnAzure(string account, int silos) =>
        Start(new TestCluster(_ => ["--azure", account], silos, _ => []));

    private static async Task<TestCluster> Start(TestCluster cluster)
    {
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

    /// <summary>Total recognitions that the silos have answered since their starts.</summary>
    public async Task<long> Recognitions()
    {
        var metrics = await Task.WhenAll(Silos.Select(s => s.Get("/metrics")));
        return metrics.Where(m => m is not null).SelectMany(m => Answered().Matches(m!.Value.Text))
            .Sum(m => long.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    /// <summary>The name that <c>load</c> gives to a synthetic person.</summary>
    public static string LoadName(int person) => string.Create(CultureInfo.InvariantCulture, $"load-{person:D7}");

    /// <summary>Names of the identities of a gallery.</summary>
    public async Task<IEnumerable<string>> Listed(string gallery) =>
        (await Ask("identities", "list", "--gallery", gallery)).Succeeded().Json.Select(i => i.GetProperty("identity").GetString()!);

    public Task<CliResult> Ask(params string[] args) => Facegrid.Run([.. args, "--cluster", Address, "--json"]);

    public void Dispose()
    {
        foreach (var silo in Silos)
        {
            silo.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex(@"(?m)^facegrid_recognitions_total\{[^}]*\} (\d+)")]
    private static partial Regex Answered();
}

using System.Globalization;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Encryption;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace FaceGrid.Grains.Tests.Histories;

/// <summary>
/// Many short random histories under faults, each checked for linearizability. FACEGRID_HISTORIES sets their number, FACEGRID_HISTORY_SEED
/// the first seed. A failure prints its seed; the interleaving is that of the machine, so a failure may need several repetitions.
/// </summary>
public sealed class HistoryTests(ITestOutputHelper output)
{
    private const int Histories = 1500;
    private const int AtOnce = 16;

    private static readonly TimeSpan DoubtLimit = TimeSpan.FromMilliseconds(15);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Histories_ConcurrentOperationsUnderFaults_AreLinearizable(bool isEncrypted)
    {
        using var keys = new TestKeys(isEncrypted);
        AlternatingEncryption? encryption = null;
        if (isEncrypted)
        {
            KeyFile.Rotate(keys.Path);
            encryption = new AlternatingEncryption(keys.Encryption!, keys.Open());
        }

        var first = Setting("FACEGRID_HISTORY_SEED", isEncrypted ? 1_000_000 : 0);
        var storage = new UnreliableStorage(new MortalStorage(), new Random(first));
        await using var grid = await TestGrid.StartAsync(services =>
        {
            People.Configure(services, storage, shardCapacity: 1000);
            services.Configure<ShardOptions>(o =>
                (o.Balance, o.DoubtLimit, o.MaintenanceDelay) = (false, DoubtLimit, TimeSpan.FromMilliseconds(3)));
            if (encryption is not null)
            {
                services.AddKeyedSingleton<Orleans.Storage.IGrainStorage>(Grains.Storage.GridStorage.Keys, storage);
                services.AddSingleton<Grains.Encryption.IKeyEncryption>(encryption);
            }
        });
        var (unknown, all) = (0, 0);
        var faults = new List<string>();
        var seeds = Enumerable.Range(first, Setting("FACEGRID_HISTORIES", Histories) / 2);
        await Parallel.ForEachAsync(seeds, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (seed, _) =>
        {
            var run = new HistoryRun(grid.GrainFactory, seed, encryption);
            var fault = await run.Run();
            lock (faults)
            {
                var count = run.Count();
                (unknown, all) = (unknown + count.Unknown, all + count.All);
                if (fault is not null)
                {
                    faults.Add(fault);
                }
            }
        });

        output.WriteLine($"{all} operations, {unknown} of them with an unknown outcome");
        Assert.True(faults.Count == 0, $"{faults.Count} histories are not linearizable\n{string.Join("\n\n", faults.Take(3))}");
        Assert.True(unknown > all / 100, "hardly any operation failed: the histories test too little");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

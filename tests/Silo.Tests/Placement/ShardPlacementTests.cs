using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Placement;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace FaceGrid.Silo.Tests.Placement;

public sealed class ShardPlacementTests
{
    [Fact]
    public async Task SpreadShards_AllAskedForAtOnce_EachSiloHasItsShare()
    {
        const int Silos = 3;
        const int Shards = 4 * Silos;
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.SpreadShards();
            silo.AddMemoryGrainStorage(GridStorage.Name);
            silo.Services.AddSingleton(TimeProvider.System);
        });
        await using var cluster = TestGrid.Build(builder);
        await cluster.DeployAsync();

        await Task.WhenAll(Enumerable.Range(0, Shards).SelectMany(n => new[] { "hall", "gate" }.Select(
            gallery => cluster.Client.GetGrain<IGalleryShardGrain>(GridKeys.Shard("tenant", gallery, n)).Size())));

        var activations = await cluster.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics();
        var shards = activations.Where(a => a.GrainType.Contains(nameof(GalleryShardGrain), StringComparison.Ordinal)).ToList();
        foreach (var gallery in new[] { "hall", "gate" })
        {
            var bySilo = shards
            .Where(a => a.GrainId.Key.ToString()!.Contains($"/{gallery}/", StringComparison.Ordinal))
            .GroupBy(a => a.SiloAddress);
            Assert.Equal([Shards / Silos, Shards / Silos, Shards / Silos], bySilo.Select(s => s.Count()));
        }
    }
}

using FaceGrid.Grains.Identities;
using FaceGrid.Silo;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <summary>Runs the grains in a localhost silo within this process. This file is compiled where UseOrleans=true (docs/adr/0001).</summary>
internal sealed class GridHost(LocalSilo silo) : IAsyncDisposable
{
    public IGrainFactory Grains => silo.GrainFactory;

    public static async Task<GridHost> Start(Action<IServiceCollection> configure, CancellationToken cancellationToken) =>
        new(await LocalSilo.StartAsync(configure, [typeof(IdentityGrain).Assembly], cancellationToken));

    public ValueTask DisposeAsync() => silo.DisposeAsync();
}

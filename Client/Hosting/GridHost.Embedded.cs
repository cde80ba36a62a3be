using FaceGrid.Embedded;
using FaceGrid.Grains.Identities;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <summary>Runs the grains without Orleans. This file is compiled where UseOrleans=false (docs/adr/0001).</summary>
internal sealed class GridHost(EmbeddedGrid grid) : IAsyncDisposable
{
    public IGrainFactory Grains => grid.GrainFactory;

    public static async Task<GridHost> Start(Action<IServiceCollection> configure, CancellationToken cancellationToken) =>
        new(await EmbeddedGrid.StartAsync(configure, [typeof(IdentityGrain).Assembly], cancellationToken));

    public ValueTask DisposeAsync() => grid.DisposeAsync();
}

using FaceGrid.Embedded;
using FaceGrid.Grains.Identities;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Client.Hosting;

/// <summary>Runs the grains without Orleans. This file is compiled where UseOrleans=false (docs/adr/0001).</summary>
internal sealed class GridHost(EmbeddedGrid grid) : IAsyncDisposable
{
    public IGrainFactory Grains => grid.GrainFactory;

    public static async Task<GridHost> Start(Action<IServiceCollection> configure, CancellationToken cancellationToken) =>
        new(await EmbeddedGrid.StartAsync(configure, [typeof(IdentityGrain).Assembly], cancellationToken));

    /// <exception cref="BadInputException">Always: there is no network in this host.</exception>
    public static Task<GridHost> Connect(string cluster, CancellationToken cancellationToken) => Task.FromException<GridHost>(
        new BadInputException("--cluster", "this build has no Orleans, since its package feed has none, and reaches no cluster (docs/adr/0001)"));

    public ValueTask DisposeAsync() => grid.DisposeAsync();
}

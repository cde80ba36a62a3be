using FaceGrid.Embedded.Engine;
using Microsoft.Extensions.Hosting;

namespace FaceGrid.Embedded;

/// <summary>Starts the grid before all other hosted services and stops it after them.</summary>
internal sealed class GridService(GridEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}

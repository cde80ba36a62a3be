using Microsoft.Extensions.Hosting;

namespace FaceGrid.Silo.Hosting;

/// <summary>A host lifetime that watches nothing.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

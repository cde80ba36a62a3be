using Microsoft.Extensions.Hosting;

namespace FaceGrid.Silo.Hosting;

/// <summary>A host lifetime that handles no signals: the process that embeds the host decides when it stops.</summary>
internal sealed class NullHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Opens the registered files when the host starts, so that an unusable file fails the start and not the first request.</summary>
internal sealed class SqliteStoreOpener : IHostedService
{
    public SqliteStoreOpener(IServiceProvider services, IEnumerable<SqliteStorePath> paths)
    {
        // In the constructor, because a host creates all hosted services before it starts the first.
        foreach (var path in paths)
        {
            services.GetRequiredKeyedService<SqliteStore>(path.Path);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

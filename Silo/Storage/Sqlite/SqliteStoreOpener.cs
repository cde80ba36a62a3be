using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Opens the registered files as the host starts, so that a bad one is reported then and not in the first request.</summary>
internal sealed class SqliteStoreOpener : IHostedService
{
    public SqliteStoreOpener(IServiceProvider services, IEnumerable<SqliteStorePath> paths)
    {
        // Already here: hosts make all hosted services before they start the first.
        foreach (var path in paths)
        {
            services.GetRequiredKeyedService<SqliteStore>(path.Path);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

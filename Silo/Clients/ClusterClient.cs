using System.Reflection;
using Azure.Data.Tables;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Hosting;
using FaceGrid.Silo.Local;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;

namespace FaceGrid.Silo.Clients;

/// <summary>A client of a cluster, from outside of it.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(20);

    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    public IGrainFactory GrainFactory => _host.Services.GetRequiredService<IGrainFactory>();

    /// <exception cref="BadInputException">Nobody answers there.</exception>
    public static async Task<ClusterClient> ConnectAsync(ClusterClientOptions options, IEnumerable<Assembly> interfaces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var assemblies = interfaces.ToArray();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client =>
        {
            client.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
            client.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = options.ResponseTimeout);
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            switch (options.Address.Provider)
            {
                case Providers.Postgres:
                    client.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, options.Address.ConnectionString!));
                    break;
                case Providers.Azure:
                    var tables = new TableServiceClient(options.Address.ConnectionString!);
                    client.UseAzureStorageClustering(o => o.TableServiceClient = tables);
                    break;
                default:
                    client.UseStaticClustering([.. options.Address.Gateways]);
                    break;
            }

            if (options.Tls is { IsSet: true } tls)
            {
                client.UseTls(new TlsSetup(tls).Apply);
            }

            var patience = DateTime.UtcNow + ConnectPatience;
            client.UseConnectionRetryFilter(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), token);
                return DateTime.UtcNow < patience;
            });
            client.Services.AddSerializer(serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
        });
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellationToken);
            return new ClusterClient(host);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            host.Dispose();
            throw new BadInputException("--cluster", $"no silo of cluster '{options.ClusterId}' answers there ({exception.Message.ReplaceLineEndings(" ")})", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

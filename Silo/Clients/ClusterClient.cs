using System.Reflection;
using Azure.Data.Tables;
using FaceGrid.Grains.Interfaces.Limits;
using FaceGrid.Silo.Authority;
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

/// <summary>A client of a cluster, in a process that runs no silo.</summary>
public sealed class ClusterClient : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(20);

    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    /// <summary>Creates references to the cluster's grains.</summary>
    public IGrainFactory GrainFactory => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Connects to a gateway of the cluster; tries for at most 20 s.</summary>
    /// <param name="options">The cluster's address, name and TLS files.</param>
    /// <param name="interfaces">Assemblies with the grain interfaces and their messages.</param>
    /// <param name="cancellationToken">Cancels the attempt.</param>
    /// <exception cref="BadInputException">No silo of the cluster answers at the address.</exception>
    public static async Task<ClusterClient> ConnectAsync(
        ClusterClientOptions options, IEnumerable<Assembly> interfaces, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var host = Build(options, [.. interfaces]);
        try
        {
            await host.StartAsync(cancellationToken);
            return new ClusterClient(host);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            host.Dispose();
            var reason = exception.Message.ReplaceLineEndings(" ");
            throw new BadInputException("--cluster", $"no silo of cluster '{options.ClusterId}' answers there ({reason})", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static IHost Build(ClusterClientOptions options, Assembly[] assemblies)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.RemoveAll<IHostLifetime>();
        builder.Services.AddSingleton<IHostLifetime, NullHostLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
            client.Configure<ClientMessagingOptions>(o => (o.ResponseTimeout, o.MaxMessageBodySize, o.MaxMessageHeaderSize) =
                (options.ResponseTimeout, MessageLimits.MessageBytes, MessageLimits.HeaderBytes));
            client.Configure<GatewayOptions>(o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(5));
            UseClustering(client, options.Address);
            if (options.Tls is { IsSet: true } tls)
            {
                var identities = new TlsIdentitySource(tls, TimeProvider.System);
                TlsSetup.RequireRole(identities.Current, tls, isSilo: false);
                client.UseTls(identities);
                client.UseAuthority(identities, options.ClusterId);
            }

            var began = TimeProvider.System.GetTimestamp();
            client.UseConnectionRetryFilter(async (_, token) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), token);
                return TimeProvider.System.GetElapsedTime(began) < ConnectTimeout;
            });
            client.Services.AddSerializer(
                serializer => Array.ForEach([.. assemblies, typeof(LocalSilo).Assembly], a => serializer.AddAssembly(a)));
        });
        return builder.Build();
    }

    private static void UseClustering(IClientBuilder client, ClusterAddress address)
    {
        switch (address.Provider)
        {
            case ClusteringProvider.Postgres:
                client.UseAdoNetClustering(
                    o => (o.Invariant, o.ConnectionString) = (ClusteringSetup.PostgresInvariant, address.ConnectionString!));
                break;
            case ClusteringProvider.Azure:
                var tables = new TableServiceClient(address.ConnectionString!);
                client.UseAzureStorageClustering(o => o.TableServiceClient = tables);
                break;
            default:
                client.UseStaticClustering([.. address.Gateways]);
                break;
        }
    }
}

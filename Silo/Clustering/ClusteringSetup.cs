using System.Net;
using Azure.Data.Tables;
using FaceGrid.Silo.Options;
using ClusterMembershipOptions = Orleans.Configuration.ClusterMembershipOptions;

namespace FaceGrid.Silo.Clustering;

/// <summary>Configures cluster membership and endpoints from <see cref="SiloOptions"/>.</summary>
internal static class ClusteringSetup
{
    /// <summary>Invariant name of the ADO.NET provider that Orleans loads.</summary>
    public const string PostgresInvariant = "Npgsql";

    public static ISiloBuilder UseClustering(this ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
        var address = IPAddress.Parse(options.Endpoints.AdvertisedAddress);
        silo.ConfigureEndpoints(
            address,
            options.Endpoints.SiloPort,
            options.Endpoints.GatewayPort,
            listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(options.Membership.ProbeSeconds);
            o.NumMissedProbesLimit = options.Membership.MissedProbes;

            // After a power failure each restarted silo finds entries of dead silos in the table. It ignores those that have not been
            // updated for three of these periods, and joins.
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);

            // A restarted silo has a new generation number; the entry of its previous generation is of no use after a day.
            o.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        switch (options.Clustering.Provider)
        {
            case ClusteringProvider.Postgres:
                var database = options.Clustering.Resolve();
                silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (PostgresInvariant, database));
                break;
            case ClusteringProvider.Azure:
                var tables = new TableServiceClient(options.Clustering.Resolve());
                silo.UseAzureStorageClustering(o => o.TableServiceClient = tables);
                break;
            default:
                var primary = options.Clustering.Primary is { } first
                    ? IPEndPoint.Parse(first)
                    : new IPEndPoint(address, options.Endpoints.SiloPort);
                silo.UseDevelopmentClustering(primary);
                break;
        }

        return silo;
    }
}

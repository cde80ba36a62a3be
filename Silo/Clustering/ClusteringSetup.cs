using System.Net;
using Azure.Data.Tables;
using FaceGrid.Silo.Options;
using ClusterMembershipOptions = Orleans.Configuration.ClusterMembershipOptions;

namespace FaceGrid.Silo.Clustering;

/// <summary>How silos and clients find each other, by <see cref="ClusteringOptions"/>.</summary>
internal static class ClusteringSetup
{
    /// <summary>The ADO.NET provider that Orleans loads by this name.</summary>
    public const string PostgresInvariant = "Npgsql";

    public static ISiloBuilder UseClustering(this ISiloBuilder silo, SiloOptions options)
    {
        silo.Configure<Orleans.Configuration.ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (options.ClusterId, options.ServiceId));
        var address = IPAddress.Parse(options.Endpoints.AdvertisedAddress);
        silo.ConfigureEndpoints(address, options.Endpoints.SiloPort, options.Endpoints.GatewayPort, listenOnAnyHostAddress: !IPAddress.IsLoopback(address));
        silo.Configure<ClusterMembershipOptions>(o =>
        {
            o.ProbeTimeout = TimeSpan.FromSeconds(options.Membership.ProbeSeconds);
            o.NumMissedProbesLimit = options.Membership.MissedProbes;

            // After a power cut every silo finds the others' former selves in the table, and joins once they have been silent for three of these.
            o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);

            // A restarted silo has another generation. What its former one left behind is of no use after a day.
            o.DefunctSiloExpiration = TimeSpan.FromDays(1);
        });
        switch (options.Clustering.Provider)
        {
            case Providers.Postgres:
                var database = options.Clustering.Resolve();
                silo.UseAdoNetClustering(o => (o.Invariant, o.ConnectionString) = (PostgresInvariant, database));
                break;
            case Providers.Azure:
                var tables = new TableServiceClient(options.Clustering.Resolve());
                silo.UseAzureStorageClustering(o => o.TableServiceClient = tables);
                break;
            default:
                var primary = options.Clustering.Primary is { } first ? IPEndPoint.Parse(first) : new IPEndPoint(address, options.Endpoints.SiloPort);
                silo.UseDevelopmentClustering(primary);
                break;
        }

        return silo;
    }
}

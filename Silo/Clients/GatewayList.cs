using FaceGrid.Silo.Clustering;
using Orleans.Messaging;

namespace FaceGrid.Silo.Clients;

/// <summary>The gateways of a cluster, whose host names are looked up again in every period, since addresses of silos change.</summary>
internal sealed class GatewayList(ClusterAddress address, TimeSpan period) : IGatewayListProvider
{
    public TimeSpan MaxStaleness => period;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProvider() => Task.CompletedTask;

    public async Task<IList<Uri>> GetGateways() =>
        [.. (await address.Resolve()).Select(e => SiloAddress.New(e, 0).ToGatewayUri())];
}

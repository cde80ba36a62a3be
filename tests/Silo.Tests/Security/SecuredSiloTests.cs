using System.Net;
using System.Net.Sockets;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Authority;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Clients;
using FaceGrid.Silo.Clustering;
using FaceGrid.Silo.Hosting;
using FaceGrid.Silo.Options;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Tests.Security;

/// <summary>A silo of a cluster with TLS, on sockets of this machine.</summary>
public sealed class SecuredSiloTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly TemporaryFolder _folder = new();
    private readonly SiloOptions _options = new();

    [Fact]
    public async Task Client_WithARole_IsServedBesideHalfOpenHandshakes()
    {
        await using var silo = await Start();
        var open = new List<TcpClient>();
        try
        {
            foreach (var port in new[] { _options.Endpoints.GatewayPort, _options.Endpoints.SiloPort })
            {
                for (var i = 0; i < 200; i++)
                {
                    open.Add(new TcpClient());
                    await open[^1].ConnectAsync(IPAddress.Loopback, port);
                    await open[^1].GetStream().WriteAsync(new byte[] { 22, 3, 1 });
                }
            }

            await using var enrols = await Connect("enrol");
            await using var door = await Connect("door");
            float[] alice = [1, .. new float[127]];
            await new People(enrols.GrainFactory).Enroll("alice", alice);

            Assert.Equal("alice", (await new People(door.GrainFactory).Recognize(alice)).Identity);
            var refused = await Assert.ThrowsAsync<GridRequestException>(() => new People(door.GrainFactory).Enroll("bob", alice));
            Assert.Equal(GridError.NotPermitted, refused.Error);
        }
        finally
        {
            open.ForEach(c => c.Dispose());
        }
    }

    [Fact]
    public async Task Certificates_ReplacedUnderLoad_ServeTheNextConnectionsWithoutAFailedCall()
    {
        await using var silo = await Start();
        await using var client = await Connect("door");
        var gallery = client.GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, "lobby"));

        // The former authority stays trusted until every process has a certificate of the next one.
        using var next = new TestAuthority();
        var renewed = next.Silo();
        TestAuthority.Write(new TlsIdentity(renewed.Certificate, [], [.. next.Roots, .. _authority.Roots]), _folder.Path);
        var (identities, limit) = (new TlsIdentitySource(next.Client("*", "door")), new CancellationTokenSource(TimeSpan.FromMinutes(1)));
        while (!await ServesWith(identities))
        {
            await gallery.Describe().WaitAsync(limit.Token);
        }

        await gallery.Describe();
    }

    public void Dispose()
    {
        _authority.Dispose();
        _folder.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<ClusterSilo> Start()
    {
        (_options.Endpoints.SiloPort, _options.Endpoints.GatewayPort, _options.Endpoints.HealthPort) = (FreePort(), FreePort(), FreePort());
        (_options.Storage.Path, _options.Blobs.Path) = (_folder["grains.db"], _folder["blobs"]);
        _options.Tls = TestAuthority.Write(_authority.Silo(), _folder.Path);
        return await ClusterSilo.StartAsync(
            _options, services => services.AddSingleton<IEncoderSource, FakeEncoderSource>(), [typeof(IdentityGrain).Assembly]);
    }

    private Task<ClusterClient> Connect(string role)
    {
        var folder = Directory.CreateDirectory(_folder[role]).FullName;
        return ClusterClient.ConnectAsync(
            new ClusterClientOptions(ClusterAddress.Parse($"127.0.0.1:{_options.Endpoints.GatewayPort}"))
            {
                Tls = TestAuthority.Write(_authority.Client("*", role), folder),
            },
            [typeof(GridKeys).Assembly]);
    }

    /// <summary>True once the gateway presents a certificate that only the next authority's clients accept.</summary>
    private async Task<bool> ServesWith(TlsIdentitySource identities)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, _options.Endpoints.GatewayPort);
        return await TlsHandshake.AcceptsServer(TlsSetup.ForSilos(identities), tcp.GetStream());
    }
}

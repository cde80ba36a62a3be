using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Jobs;
using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Grains.Tests.Training;
using FaceGrid.Grains.Tests.Visualization;
using FaceGrid.Grains.Visualization;
using FaceGrid.Silo.Authority;
using FaceGrid.Silo.Clustering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.TestingHost;

namespace FaceGrid.Grains.Tests.Authority;

/// <summary>Silos that check their callers, and a client that calls with any certificate or token.</summary>
internal sealed class AuthorityGrid : IAsyncDisposable
{
    public const string Cluster = "authority-test";

    private static readonly AsyncLocal<string?> Token = new();

    private readonly InProcessTestCluster _cluster;
    private readonly ComputeLane _lane;

    private AuthorityGrid(InProcessTestCluster cluster, ComputeLane lane) => (_cluster, _lane) = (cluster, lane);

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>Calls through it come from a silo's own process.</summary>
    public IGrainFactory OfSilo => _cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <param name="silo">Certificate of the silos; null: a cluster without TLS.</param>
    /// <param name="stops">True: calls of clients that were admitted end before they reach the grain, with <see cref="IsAdmitted"/>.</param>
    /// <param name="silos">Number of silos.</param>
    /// <param name="limits">Limits of tenants.</param>
    public static async Task<AuthorityGrid> Start(TlsIdentity? silo, bool stops, int silos = 1, Action<TenantLimits>? limits = null)
    {
        var (world, lane) = (World.New(), new ComputeLane("test"));
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, host) =>
        {
            host.UseInMemoryReminderService();
            host.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error));
            People.Configure(host.Services, world.Storage, shardCapacity: 100);
            host.Services.Configure<TenantLimits>(l => limits?.Invoke(l));
            host.Services.AddSingleton<IBlobStore>(world.Blobs);
            host.Services.AddSingleton(new JobDevice(lane) { Styles = new TestEngine(), Training = new TestTrainer(new TestEngine()) });
            host.Services.AddSingleton<IFeatureNetworkSource>(new NoNetwork());
            host.Services.AddSingleton<IFeatureImageSource>(new FakePhotos());
            if (silo is null)
            {
                host.AddIncomingGrainCallFilter(new BesideTestHooks(new AuthorityFilter(null, NullLogger<AuthorityFilter>.Instance)));
            }
            else
            {
                host.UseAuthority(new TlsIdentitySource(silo), Cluster);
            }

            if (stops)
            {
                host.AddIncomingGrainCallFilter(Stop);
            }
        });
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter(async context =>
        {
            if (Token.Value is { } token)
            {
                RequestContext.Set(CallerTokenIssuer.ContextKey, token);
            }

            await context.Invoke();
        }));

        // The client reads the types of grains when it connects, which needs a role.
        Token.Value = silo is null ? null : CallerTokenIssuer.Sign(silo, Cluster, TimeProvider.System.GetUtcNow());
        var cluster = TestGrid.Build(builder);
        await cluster.DeployAsync();
        return new AuthorityGrid(cluster, lane);
    }

    /// <summary>Calls with a certificate; null: without a token.</summary>
    public static Task As(TlsIdentity? identity, Func<Task> call) =>
        AsToken(identity is null ? null : CallerTokenIssuer.Sign(identity, Cluster, TimeProvider.System.GetUtcNow()), call);

    /// <summary>Calls with a token.</summary>
    public static async Task AsToken(string? token, Func<Task> call)
    {
        Token.Value = token;
        await call();
    }

    /// <summary>True if the call passed the check of callers, in a grid that stops calls behind it.</summary>
    public static async Task<bool> IsAdmitted(Func<Task> call)
    {
        var refusal = await Assert.ThrowsAsync<GridRequestException>(call);
        Assert.True(refusal.Error == GridError.NotPermitted || refusal.Subject == "admitted", refusal.ToString());
        return refusal.Error != GridError.NotPermitted;
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _lane.Dispose();
    }

    private static Task Stop(IIncomingGrainCallContext context) =>
        !context.TargetId.IsSystemTarget() && context.SourceId is { } id && id.IsClient() && !id.ToString().Contains("hosted-", StringComparison.Ordinal)
            ? throw new GridRequestException(GridError.InvalidRequest, "admitted", context.MethodName)
            : context.Invoke();

    /// <summary>The test cluster itself, which has no certificate, reads the silos' states through a system target.</summary>
    private sealed class BesideTestHooks(AuthorityFilter filter) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context) =>
            context.InterfaceMethod.DeclaringType!.Name == "ITestHooks" ? context.Invoke() : filter.Invoke(context);
    }

    private sealed class NoNetwork : IFeatureNetworkSource
    {
        public LoadedFeatureNetwork? Load(string modelVersion) => null;
    }
}

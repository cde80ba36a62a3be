using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.OrleansAssumptions;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Clients;
using FaceGrid.Silo.Local;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Silo.Tests.Local;

/// <summary>
/// A silo's Unix-domain socket and a client that connects to it. Both run in the test's process, and all calls use the socket.
/// </summary>
public sealed class LocalSiloClientTests : IDisposable
{
    private readonly string _name = Guid.NewGuid().ToString("N");
    private readonly TemporaryFolder _folder = new();
    private readonly ClientGate _gate = new(typeof(ILifeGrain), typeof(ICallGrain));

    private string Socket => _folder["silo.sock"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Connect_SiloWithASocket_ReachesItsGrains()
    {
        await using var silo = await Start();
        await using var client = await Connect();
        var expected = await silo.GrainFactory.GetGrain<ILifeGrain>(_name).Who();
        Assert.Equal(expected, await client.GrainFactory.GetGrain<ILifeGrain>(_name).Who());
        Assert.Equal(Enumerable.Range(0, 500), await client.GrainFactory.GetGrain<ICallGrain>(_name).Count(500).ToListAsync());
        var failure = await Assert.ThrowsAsync<OddFaceException>(() => client.GrainFactory.GetGrain<ICallGrain>(_name).Fail("one eye"));
        Assert.Equal("one eye", failure.Message);
    }

    [Fact]
    public async Task Cancel_CallUnderWay_WakesTheGrain()
    {
        await using var silo = await Start();
        await using var client = await Connect();
        using var cancellation = new CancellationTokenSource();
        var sleeping = client.GrainFactory.GetGrain<ICallGrain>(_name).SleepUntilCancelled(cancellation.Token);
        await Until(() => Journal.Named(_name).Lines.Contains("sleeps"));
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sleeping);
        await Until(() => Journal.Named(_name).Lines.Contains("woken"));
    }

    [Fact]
    public async Task Connect_NoProcessListens_ReturnsNull()
    {
        Assert.Null(await LocalSiloClient.TryConnectAsync(Socket, []));
        await using (await Start())
        {
            Assert.True(File.Exists(Socket));
        }

        Assert.Null(await LocalSiloClient.TryConnectAsync(Socket, []));
    }

    [Fact]
    public async Task Start_SocketOfAProcessThatWasKilled_IsReplacedByOneForThisUserOnly()
    {
        await File.WriteAllTextAsync(Socket, "left behind");
        await using var silo = await Start();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Socket));
        }

        await using var client = await Connect();
        Assert.NotEqual(Guid.Empty, await client.GrainFactory.GetGrain<ILifeGrain>(_name).Who());
    }

    [Fact]
    public async Task Stop_CallWithoutAnAnswer_ThrowsConnectionReset()
    {
        await using var silo = await Start();
        await using var client = await Connect();
        var grain = client.GrainFactory.GetGrain<ILifeGrain>(_name);
        var waiting = grain.Waiting(_name);
        await Gate.Named(_name).Entered();
        await silo.StopAsync(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<ConnectionResetException>(() => waiting);
        await Assert.ThrowsAsync<ConnectionResetException>(() => grain.Who());
        Assert.False(client.IsConnected);
        Gate.Named(_name).Open();
    }

    [Fact]
    public async Task Close_CallUnderWay_EndsAndLaterOnesAreRefused()
    {
        await using var silo = await Start();
        await using var client = await Connect();
        var grain = client.GrainFactory.GetGrain<ILifeGrain>(_name);
        var waiting = grain.Waiting(_name);
        await Gate.Named(_name).Entered();
        var closed = _gate.Close();
        await Assert.ThrowsAsync<SiloUnavailableException>(() => client.GrainFactory.GetGrain<ILifeGrain>(_name + "2").Who());
        Assert.DoesNotContain("asked", Journal.Named(_name + "2").Lines);
        Assert.False(closed.IsCompleted);

        // Calls of the silo's own process are not calls of a client.
        await silo.GrainFactory.GetGrain<ILifeGrain>(_name + "2").Who();
        Gate.Named(_name).Open();
        await waiting;
        await closed;
        _gate.Open();
        await grain.Who();
    }

    [Fact]
    public async Task Close_StreamWhoseNextElementIsFarAway_BreaksOffAndTheSiloEnds()
    {
        var silo = await Start();
        await using var client = await Connect();
        var seen = new List<int>();
        await Assert.ThrowsAsync<SiloUnavailableException>(async () =>
        {
            await foreach (var next in client.GrainFactory.GetGrain<ICallGrain>(_name).Forever())
            {
                seen.Add(next);
                if (next == 3)
                {
                    await _gate.Close();
                }
            }
        });
        Assert.Equal([0, 1, 2, 3], seen);

        // The grain does not wait for the next element either.
        await silo.DisposeAsync();
        Assert.Contains("finished", Journal.Named(_name).Lines);
    }

    [Fact]
    public async Task Call_InterfaceThatIsNotForClients_IsRefused()
    {
        await using var silo = await Start();
        await using var client = await Connect();
        var other = client.GrainFactory.GetGrain<IReentrantGrain>(_name);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => other.CountWithAwaits(1));
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var patience = DateTime.UtcNow.AddSeconds(30); !condition(); await Task.Delay(5))
        {
            Assert.True(DateTime.UtcNow < patience, "the condition did not become true");
        }
    }

    private Task<LocalSilo> Start() =>
        LocalSilo.StartAsync(s => s.AddSingleton<IIncomingGrainCallFilter>(_gate), [typeof(LifeGrain).Assembly], gatewaySocket: Socket);

    private async Task<LocalSiloClient> Connect() =>
        await LocalSiloClient.TryConnectAsync(Socket, [typeof(LifeGrain).Assembly])
            ?? throw new InvalidOperationException("no process listens at the socket");
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Tests.Processes;

/// <summary>Three silos, each a process of its own, for the tests of a class: each test has a tenant of its own.</summary>
public sealed class ThreeProcesses : IAsyncLifetime
{
    private const int Silos = 3;

    private readonly List<ChildProcess> _children = [];
    private IHost? _client;

    public async Task InitializeAsync()
    {
        var ports = FreePorts(2 * Silos);
        var primary = ports[0];
        for (var n = 0; n < Silos; n++)
        {
            var numbers = new[] { ports[n], ports[Silos + n], primary }.Select(p => p.ToString(CultureInfo.InvariantCulture));
            var child = ChildProcess.Start(typeof(GridProcess), [GridProcess.Command, .. numbers]);
            _children.Add(child);
            if (await child.ReadLineAsync() is var line && line != GridProcess.Ready)
            {
                throw new InvalidOperationException($"silo {n} did not start: {line}");
            }
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(c => c.UseStaticClustering(
            [.. Enumerable.Range(Silos, Silos).Select(n => new IPEndPoint(IPAddress.Loopback, ports[n]))]));
        _client = builder.Build();
        await _client.StartAsync();
    }

    public async Task DisposeAsync()
    {
        if (_client is not null)
        {
            await _client.StopAsync();
            _client.Dispose();
        }

        _children.ForEach(c => c.Dispose());
    }

    /// <summary>The people of a new tenant.</summary>
    internal PeopleGrid Grid() =>
        PeopleGrid.Over(new People(
            (_client ?? throw new InvalidOperationException("not started")).Services.GetRequiredService<IGrainFactory>(),
            $"tenant-{Guid.NewGuid():N}"));

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        listeners.ForEach(l => l.Start());
        int[] ports = [.. listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port)];
        listeners.ForEach(l => l.Dispose());
        return ports;
    }
}

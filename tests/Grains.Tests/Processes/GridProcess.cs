using System.Globalization;
using System.Net;
using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Tests.Processes;

/// <summary>A silo as a process of its own: prints <see cref="Ready"/> when it has joined, and ends with its input.</summary>
internal static class GridProcess
{
    public const string Command = "silo";

    public const string Ready = "ready";

    /// <summary>People in a shard: few, so that most galleries have several, on several silos.</summary>
    public const int ShardCapacity = 64;

    /// <param name="ports">The silo's, the gateway's, and the silo's of the first process, which keeps the membership.</param>
    public static async Task<int> RunAsync(string[] ports)
    {
        var numbers = Array.ConvertAll(ports, p => int.Parse(p, CultureInfo.InvariantCulture));
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(numbers[0], numbers[1], new IPEndPoint(IPAddress.Loopback, numbers[2]));
            silo.UseInMemoryReminderService();

            // A grain of the cluster holds what is stored: all processes see the same.
            silo.AddMemoryGrainStorage(GridStorage.Name);
            silo.Services.AddSingleton(TimeProvider.System);
            People.Configure(silo.Services, ShardCapacity);
        });
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
        await host.StopAsync();
        return 0;
    }
}

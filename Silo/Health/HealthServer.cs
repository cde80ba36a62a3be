using System.Net;
using FaceGrid.Silo.Options;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Silo.Health;

/// <summary>
/// <c>/health/live</c>: this process runs; it asks neither grains nor stores, so that a database that is away restarts no silo.
/// <c>/health/ready</c>: it is a member and is not leaving.
/// </summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private HealthServer(WebApplication app) => this.app = app;

    /// <exception cref="BadInputException">The port is taken.</exception>
    public static async Task<HealthServer> Start(SiloOptions options, SiloState state, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var address = IPAddress.Parse(options.Endpoints.AdvertisedAddress);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.IsLoopback(address) ? address : IPAddress.Any, options.Endpoints.HealthPort));
        Telemetry.AddTo(builder.Services);
        var app = builder.Build();
        app.MapGet("/health/live", () => Results.Text("live\n"));
        app.MapGet("/health/ready", () => Results.Text(state.Now + "\n", statusCode: state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheusScrapingEndpoint("/metrics");
        try
        {
            await app.StartAsync(cancellationToken);
            return new HealthServer(app);
        }
        catch (IOException exception)
        {
            await app.DisposeAsync();
            throw new BadInputException($"{SiloOptions.Section}:Endpoints:HealthPort", exception.Message, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

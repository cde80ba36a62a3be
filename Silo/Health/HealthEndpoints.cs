using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FaceGrid.Silo.Health;

/// <summary>
/// <c>/health/live</c>: this process runs; it asks neither grains nor stores, so that a database that is away restarts no silo.
/// <c>/health/ready</c>: it is a member and is not leaving. <c>/metrics</c>: for Prometheus. None of them answers before the silo has joined.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app, SiloState state)
    {
        app.MapGet("/health/live", () => Results.Text("live\n"));
        app.MapGet("/health/ready", () => Results.Text(state.Now + "\n", statusCode: state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheusScrapingEndpoint("/metrics");
    }
}

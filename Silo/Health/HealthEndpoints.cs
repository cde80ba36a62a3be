using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FaceGrid.Silo.Health;

/// <summary>
/// HTTP endpoints for probes. <c>/health/live</c>: the process runs; calls neither grains nor stores, so that an unavailable database
/// restarts no silo. <c>/health/ready</c>: the silo is a member of its cluster and is not draining. <c>/metrics</c>: Prometheus text
/// format. No endpoint answers before the silo has joined.
/// </summary>
internal static class HealthEndpoints
{
    /// <summary>Maps the three endpoints.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app, SiloState state)
    {
        app.MapGet("/health/live", () => Results.Text("live\n"));
        app.MapGet("/health/ready", () => Results.Text(
            state.Now + "\n",
            statusCode: state.IsReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable));
        app.MapPrometheusScrapingEndpoint("/metrics");
    }
}

using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FaceGrid.Silo.Health;

/// <summary>
/// Exports metrics of FaceGrid, Orleans and the runtime to Prometheus. If OTEL_EXPORTER_OTLP_ENDPOINT is set, exports metrics over OTLP as
/// well, with traces of recognition requests, enrolments and job steps and of their grain calls.
/// </summary>
internal static class Telemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Registers the exporters.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics
                .AddMeter(GridInstruments.MeterName, "Microsoft.Orleans")
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter());
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)))
        {
            telemetry
                .WithTracing(traces => traces
                    .AddSource(GridTraces.SourceName, "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
                    .AddProcessor(new PersonalDataScrubbingProcessor()))
                .WithLogging(logs => logs.AddProcessor(new PseudonymLogProcessor()))
                .UseOtlpExporter();
        }
    }
}

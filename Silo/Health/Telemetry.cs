using FaceGrid.Grains.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace FaceGrid.Silo.Health;

/// <summary>FaceGrid's own metrics, Orleans' and the runtime's, for Prometheus and, if OTEL_EXPORTER_OTLP_ENDPOINT says where, over OTLP with the traces of questions, enrolments and job steps and of the calls that they make.</summary>
internal static class Telemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTo(IServiceCollection services)
    {
        var telemetry = services.AddOpenTelemetry()
            .WithMetrics(metrics => metrics.AddMeter(GridInstruments.MeterName, "Microsoft.Orleans").AddRuntimeInstrumentation().AddPrometheusExporter());
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(EndpointVariable)))
        {
            telemetry
                .WithTracing(traces => traces.AddSource(GridTraces.SourceName, "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime").AddProcessor(new NamelessSpans()))
                .UseOtlpExporter();
        }
    }
}

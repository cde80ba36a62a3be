namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

internal sealed class ScaleTrigger
{
    public required string Type { get; init; }

    public string? Name { get; init; }

    public string? MetricType { get; init; }

    public bool? UseCachedMetrics { get; init; }

    public required IReadOnlyDictionary<string, string> Metadata { get; init; }
}

using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

/// <summary>Handed on to the HorizontalPodAutoscaler that KEDA makes, whose own type describes the behaviour.</summary>
internal sealed class AutoscalerConfig
{
    public string? Name { get; init; }

    public V2HorizontalPodAutoscalerBehavior? Behavior { get; init; }
}

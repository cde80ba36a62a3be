using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

/// <summary>Settings that KEDA passes to the HorizontalPodAutoscaler that it creates.</summary>
internal sealed class AutoscalerConfig
{
    public string? Name { get; init; }

    public V2HorizontalPodAutoscalerBehavior? Behavior { get; init; }
}

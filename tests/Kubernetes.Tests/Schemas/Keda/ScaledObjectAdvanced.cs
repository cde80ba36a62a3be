namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

internal sealed class ScaledObjectAdvanced
{
    public bool? RestoreToOriginalReplicaCount { get; init; }

    public AutoscalerConfig? HorizontalPodAutoscalerConfig { get; init; }
}

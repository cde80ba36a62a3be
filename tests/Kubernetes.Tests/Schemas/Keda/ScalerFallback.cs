namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

internal sealed class ScalerFallback
{
    public required int FailureThreshold { get; init; }

    public required int Replicas { get; init; }

    public string? Behavior { get; init; }
}

namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

internal sealed class ScaledObjectSpec
{
    public required ScaleTarget ScaleTargetRef { get; init; }

    public int? PollingInterval { get; init; }

    public int? CooldownPeriod { get; init; }

    public int? InitialCooldownPeriod { get; init; }

    public int? IdleReplicaCount { get; init; }

    public int? MinReplicaCount { get; init; }

    public int? MaxReplicaCount { get; init; }

    public ScalerFallback? Fallback { get; init; }

    public ScaledObjectAdvanced? Advanced { get; init; }

    public required IReadOnlyList<ScaleTrigger> Triggers { get; init; }
}

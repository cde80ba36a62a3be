namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

internal sealed class ScaleTarget
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public required string Name { get; init; }

    public string? EnvSourceContainerName { get; init; }
}

using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

/// <summary>KEDA's custom resource, with the fields of its reference (https://keda.sh/docs/latest/reference/scaledobject-spec/).</summary>
internal sealed class ScaledObject
{
    public const string Version = "keda.sh/v1alpha1";

    public required string ApiVersion { get; init; }

    public required string Kind { get; init; }

    public required V1ObjectMeta Metadata { get; init; }

    public required ScaledObjectSpec Spec { get; init; }
}

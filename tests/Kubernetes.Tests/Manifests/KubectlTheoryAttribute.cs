using FaceGrid.Tests;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>A theory that renders overlays; skipped with the reason if kubectl is missing or too old.</summary>
internal sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Requirement.SkipReason(Requirement.Kubectl, Kubectl.MissingReason)!;
}

using FaceGrid.Tests;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>A theory that renders overlays; skipped, saying why, where kubectl cannot.</summary>
internal sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Requirement.SkipReason(Requirement.Kubectl, Kubectl.MissingReason)!;
}

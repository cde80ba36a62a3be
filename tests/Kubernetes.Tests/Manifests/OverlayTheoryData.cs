namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>The names of all overlays.</summary>
public sealed class OverlayTheoryData : TheoryData<string>
{
    public OverlayTheoryData() => AddRange([.. KubernetesFolder.Overlays]);
}

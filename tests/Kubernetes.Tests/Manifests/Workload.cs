using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>A deployment or job with its pod template.</summary>
internal sealed record Workload(string Name, V1ObjectMeta Template, V1PodSpec Pod)
{
    public bool IsSilo => Template.Labels.TryGetValue("facegrid-silo", out var mark) && mark == "true";

    /// <summary>All pods of these manifests have one container.</summary>
    public V1Container Container => Assert.Single(Pod.Containers);
}

using FaceGrid.Kubernetes.Tests.Manifests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed class SelectorTests
{
    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Deployments_Selectors_TakeTheirOwnPodsOnly(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.NotEmpty(overlay.Deployments);
        Assert.All(overlay.Deployments, deployment =>
            Assert.Equal(
                deployment.Metadata.Name,
                Assert.Single(overlay.Workloads, w => deployment.Spec.Selector.Takes(w.Template.Labels)).Name));
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Services_Selectors_TakeAllSilosAtPortsThatTheyHave(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.Equal(["facegrid-gateway", "facegrid-health"], overlay.Services.Select(s => s.Metadata.Name).Order(StringComparer.Ordinal));
        Assert.All(overlay.Services, service =>
        {
            // Headless: clients resolve the addresses of the pods.
            Assert.Equal("None", service.Spec.ClusterIP);
            var taken = overlay.Workloads.Where(w => service.Spec.Selector.IsWithin(w.Template.Labels)).ToList();
            Assert.Equal(overlay.Silos.Select(s => s.Name), taken.Select(w => w.Name));
            Assert.All(taken, w => Assert.All(service.Spec.Ports, port =>
                Assert.Equal(port.Port, Assert.Single(w.Container.Ports, p => p.Name == port.TargetPort.Value).ContainerPort)));
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void NetworkPolicies_Selectors_SelectExistingPods(string name)
    {
        var overlay = Overlay.Read(name);

        // Clients are not part of these manifests.
        var client = new Dictionary<string, string> { ["facegrid-client"] = "true" };
        var pods = overlay.Workloads.Select(w => w.Template.Labels).Append(client).ToList();
        Assert.All(overlay.NetworkPolicies, policy => Assert.Contains(pods, labels => policy.Spec.PodSelector.Takes(labels)));
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Objects_EveryOne_InTheNamespace(string name) =>
        Assert.All(
            Overlay.Read(name).Documents.Where(d => (string?)d["kind"] != "Namespace"),
            d => Assert.Equal("facegrid", (string?)d["metadata"]!["namespace"]));
}

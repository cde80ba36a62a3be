using System.Globalization;
using FaceGrid.Kubernetes.Tests.Manifests;
using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed class NetworkPolicyTests
{
    private static readonly string[] SiloIngress =
    [
        "facegrid-silo=true -> 11111/TCP", "facegrid-client=true -> 30000/TCP", "facegrid-client=true in facegrid-client=true -> 30000/TCP",
        "app.kubernetes.io/name=prometheus in kubernetes.io/metadata.name=monitoring -> 8080/TCP",
    ];

    private static readonly string[] SiloEgress =
    [
        "facegrid-silo=true -> 11111/TCP", "k8s-app=kube-dns in kubernetes.io/metadata.name=kube-system -> 53/UDP",
        "k8s-app=kube-dns in kubernetes.io/metadata.name=kube-system -> 53/TCP",
        "all in kubernetes.io/metadata.name=monitoring -> 4317/TCP",
        "all in kubernetes.io/metadata.name=monitoring -> 4318/TCP",
    ];

    private static readonly string[] ClientEgress =
    [
        "facegrid-silo=true -> 30000/TCP", "k8s-app=kube-dns in kubernetes.io/metadata.name=kube-system -> 53/UDP",
        "k8s-app=kube-dns in kubernetes.io/metadata.name=kube-system -> 53/TCP",
    ];

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Default_EveryPod_Denied(string name) =>
        Assert.Contains(Overlay.Read(name).NetworkPolicies, p =>
            p.Spec.PodSelector.Takes(new Dictionary<string, string>())
            && p.Spec.PolicyTypes.Count == 2
            && p.Spec.Ingress is null
            && p.Spec.Egress is null);

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Policies_WithRules_DeclareTheirDirection(string name) =>
        Assert.All(Overlay.Read(name).NetworkPolicies, p =>
        {
            // Rules for a direction that is not declared do nothing.
            Assert.True(p.Spec.Ingress is null || p.Spec.PolicyTypes.Contains("Ingress"));
            Assert.True(p.Spec.Egress is null || p.Spec.PolicyTypes.Contains("Egress"));
        });

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Ingress_OfEverySilo_ExactlyTheNamedPorts(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Silos, silo => AssertSame(SiloIngress, Ingress(overlay, silo.Template.Labels)));
        Assert.All(overlay.Workloads.Where(w => !w.IsSilo), other => Assert.Empty(Ingress(overlay, other.Template.Labels)));
    }

    [Theory]
    [InlineData("dev", null)]
    [InlineData("postgres", "all in kubernetes.io/metadata.name=postgres -> 5432/TCP")]
    [InlineData("gpu", "all in kubernetes.io/metadata.name=postgres -> 5432/TCP")]
    [InlineData("autoscale", "all in kubernetes.io/metadata.name=postgres -> 5432/TCP")]
    [InlineData("azure", "0.0.0.0/0 but 169.254.0.0/16 -> 443/TCP")]
    public void Egress_OfSilosAndClients_OnlySilosReachStorage(string name, string? storage)
    {
        var overlay = Overlay.Read(name);
        string[] provider = storage is null ? [] : [storage];
        Assert.All(overlay.Silos, silo => AssertSame([.. SiloEgress, .. provider], Egress(overlay, silo.Template.Labels)));
        AssertSame(ClientEgress, Egress(overlay, new Dictionary<string, string> { ["facegrid-client"] = "true" }));
    }

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));

    private static IEnumerable<string> Ingress(Overlay overlay, IDictionary<string, string> labels) =>
        overlay.NetworkPolicies.Where(p => p.Spec.PodSelector.Takes(labels)).SelectMany(p => p.Spec.Ingress ?? [])
            .SelectMany(rule => Pairs(rule.FromProperty, rule.Ports));

    private static IEnumerable<string> Egress(Overlay overlay, IDictionary<string, string> labels) =>
        overlay.NetworkPolicies.Where(p => p.Spec.PodSelector.Takes(labels)).SelectMany(p => p.Spec.Egress ?? [])
            .SelectMany(rule => Pairs(rule.To, rule.Ports));

    // A rule without peers or without ports admits all of them; it gets a description that no expectation contains.
    private static IEnumerable<string> Pairs(IList<V1NetworkPolicyPeer>? peers, IList<V1NetworkPolicyPort>? ports) =>
        from peer in peers?.Select(Describe) ?? ["every peer"]
        from port in ports?.Select(Describe) ?? ["every port"]
        select $"{peer} -> {port}";

    private static string Describe(V1NetworkPolicyPort port)
    {
        var end = port.EndPort is { } last ? last.ToString(" to 0", CultureInfo.InvariantCulture) : "";
        return $"{port.Port.Value}/{port.Protocol}{end}";
    }

    private static string Describe(V1NetworkPolicyPeer peer)
    {
        if (peer.IpBlock is { } block)
        {
            return block.Except is { Count: > 0 } except ? $"{block.Cidr} but {string.Join(", ", except)}" : block.Cidr;
        }

        var pods = Describe(peer.PodSelector);
        return peer.NamespaceSelector is null ? pods : $"{pods} in {Describe(peer.NamespaceSelector)}";
    }

    private static string Describe(V1LabelSelector? selector) =>
        selector?.MatchLabels is { Count: > 0 } labels ? string.Join(",", labels.Select(l => $"{l.Key}={l.Value}")) : "all";
}

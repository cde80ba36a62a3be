using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>Which labels a selector takes.</summary>
internal static class Selectors
{
    /// <summary>An empty selector takes everything, as in policies.</summary>
    public static bool Takes(this V1LabelSelector selector, IDictionary<string, string> labels)
    {
        // None of the manifests needs expressions; one that did would have to be understood here first.
        Assert.Null(selector.MatchExpressions);
        return (selector.MatchLabels ?? new Dictionary<string, string>()).IsWithin(labels);
    }

    public static bool IsWithin(this IDictionary<string, string> wanted, IDictionary<string, string> labels) =>
        wanted.All(w => labels.TryGetValue(w.Key, out var value) && value == w.Value);
}

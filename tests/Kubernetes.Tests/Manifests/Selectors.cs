using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>Evaluates label selectors.</summary>
internal static class Selectors
{
    /// <summary>True if the selector selects the labels; an empty selector selects everything, as in network policies.</summary>
    public static bool Takes(this V1LabelSelector selector, IDictionary<string, string> labels)
    {
        // No manifest uses expressions, which this method does not evaluate.
        Assert.Null(selector.MatchExpressions);
        return (selector.MatchLabels ?? new Dictionary<string, string>()).IsWithin(labels);
    }

    public static bool IsWithin(this IDictionary<string, string> wanted, IDictionary<string, string> labels) =>
        wanted.All(w => labels.TryGetValue(w.Key, out var value) && value == w.Value);
}

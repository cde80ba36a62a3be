using System.Globalization;
using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Schemas.Keda;

/// <summary>Constraints of KEDA's reference and of the autoscaler that it creates, beyond names and types of fields.</summary>
internal static class ScaledObjectRules
{
    // The API server refuses an autoscaler with a longer window, and KEDA only logs the error: nothing would be scaled.
    private const int LongestWindowSeconds = 3600;

    private static readonly string[] PrometheusFields =
    [
        "serverAddress", "query", "threshold", "activationThreshold", "namespace", "customHeaders", "ignoreNullValues", "queryParameters",
        "unsafeSsl", "timeout", "authModes",
    ];

    public static IEnumerable<string> Faults(ScaledObject scaled)
    {
        var spec = scaled.Spec;
        if ((spec.MinReplicaCount ?? 0) > (spec.MaxReplicaCount ?? 100))
        {
            yield return "minReplicaCount is more than maxReplicaCount";
        }

        if (spec.IdleReplicaCount is { } idle && idle >= (spec.MinReplicaCount ?? 0))
        {
            yield return "idleReplicaCount is not less than minReplicaCount";
        }

        var behavior = spec.Advanced?.HorizontalPodAutoscalerConfig?.Behavior;
        foreach (var rules in new V2HPAScalingRules?[] { behavior?.ScaleUp, behavior?.ScaleDown })
        {
            if (rules?.StabilizationWindowSeconds is < 0 or > LongestWindowSeconds)
            {
                yield return $"stabilizationWindowSeconds {rules.StabilizationWindowSeconds} is not within 0 to {LongestWindowSeconds}";
            }
        }

        if (spec.Triggers.Count == 0)
        {
            yield return "there is no trigger";
        }

        if (spec.Triggers.Select(t => t.Name).OfType<string>().GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return $"two triggers are named {twice.Key}";
        }

        foreach (var fault in spec.Triggers.SelectMany(Faults))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Faults(ScaleTrigger trigger)
    {
        if (trigger.MetricType is not (null or "AverageValue" or "Value"))
        {
            yield return $"metricType '{trigger.MetricType}' is not one for {trigger.Type}";
        }

        if (trigger.Type != "prometheus")
        {
            yield return $"triggers of type '{trigger.Type}' are not checked here";
            yield break;
        }

        foreach (var needed in new[] { "serverAddress", "query", "threshold" })
        {
            if (!trigger.Metadata.ContainsKey(needed))
            {
                yield return $"trigger {trigger.Name} lacks {needed}";
            }
        }

        foreach (var unknown in trigger.Metadata.Keys.Except(PrometheusFields))
        {
            yield return $"trigger {trigger.Name}: prometheus has no field {unknown}";
        }

        if (trigger.Metadata.TryGetValue("threshold", out var threshold)
            && !double.TryParse(threshold, CultureInfo.InvariantCulture, out _))
        {
            yield return $"trigger {trigger.Name}: threshold '{threshold}' is no number";
        }
    }
}

using System.Text.RegularExpressions;
using FaceGrid.Kubernetes.Tests.Manifests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed partial class ScalingTests
{
    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Replicas_EveryDeployment_SetInOnePlace(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Deployments, deployment =>
        {
            var isScaled = overlay.ScaledObjects.Any(s => s.Spec.ScaleTargetRef.Name == deployment.Metadata.Name);
            Assert.Equal(isScaled, deployment.Spec.Replicas is null);
        });

        // KEDA creates the autoscalers.
        Assert.DoesNotContain(overlay.Documents, d => (string?)d["kind"] == "HorizontalPodAutoscaler");
    }

    [Fact]
    public void ScaledObjects_OfAutoscale_ComputeAndGpuByLatencyAndQueue()
    {
        var scaled = Overlay.Read("autoscale").ScaledObjects.ToDictionary(
            s => s.Spec.ScaleTargetRef.Name, s => string.Concat(s.Spec.Triggers.Select(t => t.Metadata["query"])));
        Assert.Equal(["facegrid-compute", "facegrid-gpu"], scaled.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("facegrid_recognition_seconds_bucket", scaled["facegrid-compute"], StringComparison.Ordinal);
        Assert.DoesNotContain("facegrid_jobs_waiting", scaled["facegrid-compute"], StringComparison.Ordinal);
        Assert.Contains("facegrid_jobs_waiting", scaled["facegrid-gpu"], StringComparison.Ordinal);
    }

    [Fact]
    public void ScaledObjects_Targets_Exist()
    {
        var overlay = Overlay.Read("autoscale");
        Assert.All(overlay.ScaledObjects, s => Assert.Single(overlay.Deployments, d => d.Metadata.Name == s.Spec.ScaleTargetRef.Name));
    }

    [Fact]
    public void ScaledObjects_ScalingDown_OneSiloAtATime() =>
        Assert.All(Overlay.Read("autoscale").ScaledObjects, s =>
        {
            var down = s.Spec.Advanced!.HorizontalPodAutoscalerConfig!.Behavior!.ScaleDown;
            var policy = Assert.Single(down.Policies);
            Assert.Equal(("Pods", 1), (policy.Type, policy.Value));
            Assert.True(policy.PeriodSeconds >= 150, "a silo must have drained before the next one is removed");
            Assert.InRange(down.StabilizationWindowSeconds ?? 0, 600, 3600);
        });

    [Fact]
    public void Queries_OfTriggers_NameMetricsOfTheContract()
    {
        var queries = KubernetesFolder.Sources
            .SelectMany(s => MetricName().Matches(KubernetesFolder.Read(s)).Select(m => m.Value))
            .ToList();
        Assert.NotEmpty(queries);
        Assert.All(queries, name => Assert.Contains(HistogramPart().Replace(name, ""), SiloContract.Metrics));
    }

    [GeneratedRegex(@"\bfacegrid_[a-z_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}

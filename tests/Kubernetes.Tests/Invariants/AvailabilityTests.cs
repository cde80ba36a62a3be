using FaceGrid.Kubernetes.Tests.Manifests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed class AvailabilityTests
{
    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void DisruptionBudgets_EveryDeployment_OneAtATime(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.Equal(overlay.Deployments.Count, overlay.DisruptionBudgets.Count);
        Assert.All(overlay.Deployments, deployment =>
        {
            var labels = deployment.Spec.Template.Metadata.Labels;
            var budget = Assert.Single(overlay.DisruptionBudgets, b => b.Spec.Selector.Takes(labels));
            Assert.Equal("1", budget.Spec.MaxUnavailable.Value);
            Assert.Null(budget.Spec.MinAvailable);

            // A single silo must be evictable, or no node can be drained.
            Assert.Equal("AlwaysAllow", budget.Spec.UnhealthyPodEvictionPolicy);
        });
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("azure")]
    [InlineData("gpu")]
    [InlineData("autoscale")]
    public void DisruptionBudgets_ControlAndCompute_LeaveTwoOfThree(string name)
    {
        var overlay = Overlay.Read(name);
        foreach (var role in new[] { "facegrid-control", "facegrid-compute" })
        {
            var deployment = Assert.Single(overlay.Deployments, d => d.Metadata.Name == role);
            var scaled = overlay.ScaledObjects.SingleOrDefault(s => s.Spec.ScaleTargetRef.Name == role);
            var fewest = scaled?.Spec.MinReplicaCount ?? deployment.Spec.Replicas;
            var budget = Assert.Single(overlay.DisruptionBudgets, b => b.Metadata.Name == role);
            var unavailable = budget.Spec.MaxUnavailable;
            Assert.True(fewest >= 3 && fewest - unavailable.ToInt() >= 2, $"{role}: {fewest} less {unavailable.Value}");
        }
    }

    [Theory]
    [InlineData("facegrid-control", "0", "1")]
    [InlineData("facegrid-compute", "0", "1")]
    [InlineData("facegrid-gpu", "1", "0")]
    public void RollingUpdate_OfARole_SurgesWhereThereIsASpare(string deployment, string unavailable, string surge)
    {
        var overlays = KubernetesFolder.Overlays.Where(o => o != "dev");
        var deployments = overlays.SelectMany(o => Overlay.Read(o).Deployments).Where(d => d.Metadata.Name == deployment);
        Assert.All(deployments, found =>
        {
            Assert.Equal("RollingUpdate", found.Spec.Strategy.Type);
            var update = found.Spec.Strategy.RollingUpdate;
            Assert.Equal((unavailable, surge), (update.MaxUnavailable.Value, update.MaxSurge.Value));
            Assert.True(found.Spec.MinReadySeconds >= 30);
        });
    }

    [Fact]
    public void RollingUpdate_OnSqlite_OneProcessAtATime()
    {
        var only = Assert.Single(Overlay.Read("dev").Deployments);
        Assert.Equal("Recreate", only.Spec.Strategy.Type);
        Assert.Null(only.Spec.Strategy.RollingUpdate);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("autoscale")]
    public void Gpu_ItsSilos_OneDeviceEachOnTaintedNodes(string name)
    {
        var silo = Assert.Single(Overlay.Read(name).Silos, s => s.Name == "facegrid-gpu");
        Assert.Equal(1, silo.Container.Resources.Limits["nvidia.com/gpu"].ToInt32());
        Assert.Contains(silo.Pod.Tolerations, t => t is { Key: "nvidia.com/gpu", OperatorProperty: "Exists", Effect: "NoSchedule" });
    }
}

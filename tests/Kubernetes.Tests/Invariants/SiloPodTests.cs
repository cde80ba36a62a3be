using System.Globalization;
using System.Text.Json;
using FaceGrid.Kubernetes.Tests.Manifests;
using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed class SiloPodTests
{
    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Grace_EverySilo_ExceedsShutdownSeconds(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.NotEmpty(overlay.Silos);
        Assert.All(overlay.Silos, silo =>
        {
            var shutdown = int.Parse(overlay.EnvironmentOf(silo)[SiloContract.Prefix + "ShutdownSeconds"], CultureInfo.InvariantCulture);
            var grace = silo.Pod.TerminationGracePeriodSeconds;
            Assert.True(grace >= shutdown + 15, $"{silo.Name}: {grace} s against {shutdown} s");
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Resources_EveryPod_RequestsAndLimitsOfMemoryAndStorageButNotOfCpu(string name) =>
        Assert.All(Overlay.Read(name).Workloads, workload =>
        {
            var resources = workload.Container.Resources;
            Assert.DoesNotContain("cpu", resources.Limits.Keys);
            Assert.Contains("cpu", resources.Requests.Keys);
            foreach (var resource in new[] { "memory", "ephemeral-storage" })
            {
                Assert.True(resources.Requests[resource].ToDecimal() <= resources.Limits[resource].ToDecimal());
            }
        });

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Probes_EverySilo_AskTheHealthPort(string name) =>
        Assert.All(Overlay.Read(name).Silos, silo =>
        {
            AssertAsks(silo, silo.Container.StartupProbe, SiloContract.LivePath);
            AssertAsks(silo, silo.Container.LivenessProbe, SiloContract.LivePath);
            AssertAsks(silo, silo.Container.ReadinessProbe, SiloContract.ReadyPath);
        });

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Probes_AllRoles_TheSame(string name)
    {
        var silos = Overlay.Read(name).Silos;
        AssertSame(s => new { s.Container.StartupProbe, s.Container.LivenessProbe, s.Container.ReadinessProbe });
        AssertSame(s => new { s.Pod.SecurityContext, Inner = s.Container.SecurityContext, s.Container.Ports });
        AssertSame(s => new { s.Pod.Volumes, s.Container.VolumeMounts, s.Container.EnvFrom });

        void AssertSame<T>(Func<Workload, T> part) => Assert.Single(silos.Select(s => Json(part(s))).Distinct());
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Ports_EverySilo_AsConfigured(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Silos, silo =>
        {
            var environment = overlay.EnvironmentOf(silo);
            foreach (var (port, option) in new[] { ("silo", "SiloPort"), ("gateway", "GatewayPort"), ("health", "HealthPort") })
            {
                var declared = Assert.Single(silo.Container.Ports, p => p.Name == port).ContainerPort;
                Assert.Equal(environment[$"{SiloContract.Prefix}Endpoints__{option}"], declared.ToString(CultureInfo.InvariantCulture));
            }

            Assert.Equal(environment[SiloContract.Prefix + "Endpoints__HealthPort"], silo.Template.Annotations["prometheus.io/port"]);
            Assert.Equal(SiloContract.MetricsPath, silo.Template.Annotations["prometheus.io/path"]);
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Spread_EverySilo_OverZonesAndNodesOfItsOwnKind(string name) =>
        Assert.All(Overlay.Read(name).Silos, silo =>
        {
            var spread = silo.Pod.TopologySpreadConstraints;
            Assert.Equal(
                ["kubernetes.io/hostname", "topology.kubernetes.io/zone"],
                spread.Select(s => s.TopologyKey).Order(StringComparer.Ordinal));
            Assert.All(spread, s => Assert.True(s.LabelSelector.Takes(silo.Template.Labels)));
        });

    private static void AssertAsks(Workload silo, V1Probe probe, string path)
    {
        if (probe.HttpGet is { } get)
        {
            Assert.Equal(path, get.Path);
            Assert.Single(silo.Container.Ports, p => p.Name == get.Port.Value && p.Name == "health");
            Assert.Null(probe.Exec);
        }
        else
        {
            var health = Assert.Single(silo.Container.Ports, p => p.Name == "health").ContainerPort;
            var address = string.Create(CultureInfo.InvariantCulture, $"/dev/tcp/127.0.0.1/{health} ");
            Assert.Contains(address, probe.Exec.Command[^1], StringComparison.Ordinal);
            Assert.Contains($"GET {path} ", probe.Exec.Command[^1], StringComparison.Ordinal);
        }
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}

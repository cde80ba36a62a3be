using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FaceGrid.Kubernetes.Tests.Manifests;
using FaceGrid.Tests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

/// <summary>All options, metrics, paths and objects that <c>docs/operations.md</c> names exist.</summary>
public sealed partial class OperationsGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(SharedFiles.RepositoryRoot, "docs", "operations.md"));

    [Fact]
    public void Options_Named_KnownToTheHost()
    {
        var variables = EnvironmentName().Matches(Guide).Select(m => m.Groups[1].Value);
        var names = OptionName().Matches(Guide).Select(m => m.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal));
        var all = variables.Concat(names).Distinct().ToList();
        Assert.True(all.Count > 5);
        Assert.All(all, option => Assert.Contains(option, SiloContract.Options.Keys));
    }

    [Fact]
    public void Configuration_Shown_TakenByTheHost()
    {
        var text = Configuration().Match(Guide).Groups[1].Value.Replace("$HOME", "/home/operator", StringComparison.Ordinal);
        var sections = JsonNode.Parse(text)!["Silo"]!.AsObject();
        Assert.Equal(["Clustering", "Storage", "Blobs"], sections.Select(s => s.Key));
        foreach (var (section, options) in sections)
        {
            Assert.All(options!.AsObject(), o =>
                Assert.True(SiloContract.Options[$"{section}__{o.Key}"]((string)o.Value!), $"{section}:{o.Key}"));
        }
    }

    [Fact]
    public void Metrics_Named_OfTheContractAndAll()
    {
        var named = MetricName().Matches(Guide).Select(m => m.Value.Replace("_bucket", "", StringComparison.Ordinal)).Distinct();
        Assert.Equal(SiloContract.Metrics.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Paths_Named_AreThere()
    {
        var paths = FolderPath().Matches(Guide).Select(m => m.Value).Distinct().ToList();
        Assert.Contains("k8s/overlays/postgres", paths);
        Assert.All(paths, p => Assert.True(Path.Exists(Path.Combine(SharedFiles.RepositoryRoot, p)), p));
        Assert.All(KubernetesFolder.Overlays, o => Assert.Contains($"| `k8s/overlays/{o}` |", Guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Objects_Named_InSomeOverlay()
    {
        var objects = KubernetesFolder.Overlays.SelectMany(o => Overlay.Read(o).Workloads.Select(w => w.Name)).ToHashSet();
        var named = ObjectName().Matches(Guide).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.Contains("facegrid-init-db", named);
        Assert.All(named, n => Assert.Contains(n, objects));
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Secrets_OfEveryOverlay_DocumentedWithTheCommandThatCreatesThem(string name)
    {
        var overlay = Overlay.Read(name);
        foreach (var workload in overlay.Workloads)
        {
            foreach (var volume in workload.Pod.Volumes.Where(v => v.Secret is not null))
            {
                var mount = Assert.Single(workload.Container.VolumeMounts, m => m.Name == volume.Name).MountPath;
                var command = $"kubectl -n facegrid create secret generic {volume.Secret.SecretName} ";
                var line = Assert.Single(
                    Guide.Split('\n'),
                    l => l.StartsWith(command, StringComparison.Ordinal) && !l.Contains("--dry-run", StringComparison.Ordinal));
                var paths = overlay.EnvironmentOf(workload).Values.Where(v => Path.GetDirectoryName(v) == mount);
                var files = paths.Select(v => Path.GetFileName(v)).Distinct().ToList();
                Assert.NotEmpty(files);
                Assert.All(files, f => Assert.Contains($"--from-file={f}=", line, StringComparison.Ordinal));
            }
        }
    }

    [GeneratedRegex(@"FACEGRID_Silo__(\w+)")]
    private static partial Regex EnvironmentName();

    [GeneratedRegex("`(?:Silo:)?([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+)")]
    private static partial Regex OptionName();

    [GeneratedRegex("<<END\n(.*?)\nEND\n", RegexOptions.Singleline)]
    private static partial Regex Configuration();

    [GeneratedRegex(@"\bfacegrid_[a-z_]+")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"\bk8s/[a-z/\-]+(\.yaml|\.cuda)?", RegexOptions.IgnoreCase)]
    private static partial Regex FolderPath();

    [GeneratedRegex(@"\b(?:deployment|job)[ /](facegrid-[a-z\-]+)")]
    private static partial Regex ObjectName();
}

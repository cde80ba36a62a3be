using System.Globalization;
using System.Text.RegularExpressions;
using FaceGrid.Kubernetes.Tests.Manifests;

namespace FaceGrid.Kubernetes.Tests.Invariants;

public sealed partial class PodSecurityTests
{
    private static readonly string[] AccessKinds = ["Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding"];

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Access_EveryPod_NoTokenAndNoRole(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.DoesNotContain(overlay.Documents, d => AccessKinds.Contains((string?)d["kind"]));
        Assert.All(overlay.ServiceAccounts, a => Assert.False(a.AutomountServiceAccountToken ?? true));
        Assert.All(overlay.Workloads, workload =>
        {
            Assert.False(workload.Pod.AutomountServiceAccountToken ?? true);
            Assert.Contains(overlay.ServiceAccounts, a => a.Metadata.Name == workload.Pod.ServiceAccountName);
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Secrets_EveryOverlay_NamedButNotIncluded(string name) =>
        Assert.DoesNotContain(Overlay.Read(name).Documents, d => (string?)d["kind"] == "Secret");

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Context_EveryPod_Restricted(string name)
    {
        var overlay = Overlay.Read(name);
        var space = Assert.Single(overlay.Documents, d => (string?)d["kind"] == "Namespace");
        Assert.Equal("restricted", (string?)space["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]);
        Assert.All(overlay.Workloads, workload =>
        {
            Assert.True(workload.Pod.SecurityContext.RunAsNonRoot);
            Assert.Equal("RuntimeDefault", workload.Pod.SecurityContext.SeccompProfile.Type);
            Assert.False(workload.Container.SecurityContext.AllowPrivilegeEscalation ?? true);
            Assert.Equal(["ALL"], workload.Container.SecurityContext.Capabilities.Drop);
            Assert.Null(workload.Container.SecurityContext.Capabilities.Add);
            Assert.True(workload.Pod.HostNetwork is null or false);
            Assert.DoesNotContain(workload.Pod.Volumes, v => v.HostPath is not null);
        });
    }

    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("Dockerfile.cuda")]
    public void User_EveryPod_ThatOfTheImage(string dockerfile)
    {
        var user = UserLine().Match(KubernetesFolder.Read($"docker/{dockerfile}"));
        Assert.True(user.Success);
        var (id, group) = (Number(user.Groups[1]), Number(user.Groups[2]));
        Assert.All(KubernetesFolder.Overlays.SelectMany(o => Overlay.Read(o).Workloads), workload =>
        {
            var context = workload.Pod.SecurityContext;
            Assert.Equal((id, group, group), (context.RunAsUser, context.RunAsGroup, context.FsGroup));
        });

        static long? Number(Group digits) => long.Parse(digits.Value, CultureInfo.InvariantCulture);
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void RootFileSystem_EveryPod_ReadOnlyWithAWritableTmp(string name) =>
        Assert.All(Overlay.Read(name).Workloads, workload =>
        {
            Assert.True(workload.Container.SecurityContext.ReadOnlyRootFilesystem);
            var tmp = Assert.Single(workload.Container.VolumeMounts, m => m.MountPath == "/tmp");
            Assert.NotNull(Assert.Single(workload.Pod.Volumes, v => v.Name == tmp.Name).EmptyDir);
            Assert.NotEqual(true, tmp.ReadOnlyProperty);
        });

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Mounts_EveryPod_HaveTheirVolumesAndClaims(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Workloads, workload =>
        {
            Assert.Equal(
                workload.Pod.Volumes.Select(v => v.Name).Order(StringComparer.Ordinal),
                workload.Container.VolumeMounts.Select(m => m.Name).Order(StringComparer.Ordinal));
            foreach (var claim in workload.Pod.Volumes.Select(v => v.PersistentVolumeClaim).Where(c => c is not null))
            {
                Assert.Contains(overlay.Claims, c => c.Metadata.Name == claim.ClaimName);
            }
        });
    }

    [Theory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Claims_OfSeveralPods_CanBeMountedByAll(string name)
    {
        var overlay = Overlay.Read(name);
        Assert.All(overlay.Claims, claim =>
        {
            var users = overlay.Deployments
                .Where(d => d.Spec.Template.Spec.Volumes.Any(v => v.PersistentVolumeClaim?.ClaimName == claim.Metadata.Name))
                .ToList();
            Assert.NotEmpty(users);
            var isShared = users.Count > 1 || users[0].Spec.Replicas is not 1 || users[0].Spec.Strategy.Type != "Recreate";
            Assert.Equal(isShared ? "ReadWriteMany" : "ReadWriteOnce", Assert.Single(claim.Spec.AccessModes));
        });
    }

    [GeneratedRegex(@"^USER (\d+):(\d+)$", RegexOptions.Multiline)]
    private static partial Regex UserLine();
}

using FaceGrid.Tests;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>Folder <c>k8s</c> of the repository.</summary>
internal static class KubernetesFolder
{
    public static string Path { get; } = System.IO.Path.Combine(SharedFiles.RepositoryRoot, "k8s");

    /// <summary>Names of the overlays.</summary>
    public static IReadOnlyList<string> Overlays { get; } =
        [.. Directory.GetDirectories(PathOf("overlays")).Select(f => System.IO.Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    /// <summary>YAML sources, below <c>k8s</c>, without the kustomizations themselves and without what was rendered.</summary>
    public static IReadOnlyList<string> Sources { get; } =
        [.. Directory.GetFiles(Path, "*.yaml", SearchOption.AllDirectories)
            .Select(f => System.IO.Path.GetRelativePath(Path, f))
            .Where(f => !f.StartsWith("rendered", StringComparison.Ordinal) && System.IO.Path.GetFileName(f) != "kustomization.yaml")
            .Order(StringComparer.Ordinal)];

    public static string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));
}

using System.Text.Json.Nodes;
using FaceGrid.Kubernetes.Tests.Manifests;
using FaceGrid.Kubernetes.Tests.Schemas;

namespace FaceGrid.Kubernetes.Tests;

public sealed class RenderTests
{
    [KubectlTheory]
    [ClassData(typeof(OverlayTheoryData))]
    public void Kustomize_EveryOverlay_ValidAndAsCommitted(string overlay)
    {
        var now = Yaml.Documents(Kubectl.Kustomize(KubernetesFolder.PathOf($"overlays/{overlay}")));
        Assert.Empty(now.SelectMany(d => ManifestSchema.Faults(d)));
        var committed = Overlay.Read(overlay).Documents;

        // Versions of kustomize order objects differently.
        Assert.Equal(committed.Select(NameOf).Order(StringComparer.Ordinal), now.Select(NameOf).Order(StringComparer.Ordinal));
        foreach (var document in now)
        {
            var same = Assert.Single(committed, c => NameOf(c) == NameOf(document));
            Assert.True(
                JsonNode.DeepEquals(same, document),
                $"{NameOf(document)}: k8s/rendered differs from the output of kustomize for overlays/{overlay}; run k8s/render");
        }
    }

    [KubectlTheory]
    [InlineData("base")]
    public void Kustomize_Base_Valid(string folder)
    {
        var documents = Yaml.Documents(Kubectl.Kustomize(KubernetesFolder.PathOf(folder)));
        Assert.NotEmpty(documents);
        Assert.Empty(documents.SelectMany(d => ManifestSchema.Faults(d)));
    }

    [Fact]
    public void Rendered_Files_OneForEachOverlay() =>
        Assert.Equal(
            KubernetesFolder.Overlays.Select(o => o + ".yaml"),
            Directory.GetFiles(KubernetesFolder.PathOf("rendered")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void Sources_Files_EachNamedByItsKustomization()
    {
        var environments = Directory.GetFiles(KubernetesFolder.Path, "*.env", SearchOption.AllDirectories);
        foreach (var source in KubernetesFolder.Sources.Concat(environments))
        {
            var kustomization = KubernetesFolder.Read(Path.Combine(Path.GetDirectoryName(source)!, "kustomization.yaml"));
            Assert.Matches($@"- (path: )?{Path.GetFileName(source)}\r?\n", kustomization);
        }
    }

    private static string NameOf(JsonObject document) => $"{document["kind"]} {document["metadata"]!["name"]}";
}

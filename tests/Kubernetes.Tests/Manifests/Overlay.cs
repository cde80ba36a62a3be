using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using FaceGrid.Kubernetes.Tests.Schemas;
using FaceGrid.Kubernetes.Tests.Schemas.Keda;
using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Manifests;

/// <summary>A rendered overlay as typed objects.</summary>
internal sealed class Overlay
{
    private static readonly ConcurrentDictionary<string, Overlay> Overlays = new();

    private Overlay(string name, IReadOnlyList<JsonObject> documents)
    {
        Name = name;
        Documents = documents;
    }

    public string Name { get; }

    public IReadOnlyList<JsonObject> Documents { get; }

    public IReadOnlyList<V1Deployment> Deployments => All<V1Deployment>("Deployment");

    public IReadOnlyList<V1ConfigMap> ConfigMaps => All<V1ConfigMap>("ConfigMap");

    public IReadOnlyList<V1Service> Services => All<V1Service>("Service");

    public IReadOnlyList<V1ServiceAccount> ServiceAccounts => All<V1ServiceAccount>("ServiceAccount");

    public IReadOnlyList<V1PodDisruptionBudget> DisruptionBudgets => All<V1PodDisruptionBudget>("PodDisruptionBudget");

    public IReadOnlyList<V1NetworkPolicy> NetworkPolicies => All<V1NetworkPolicy>("NetworkPolicy");

    public IReadOnlyList<V1PersistentVolumeClaim> Claims => All<V1PersistentVolumeClaim>("PersistentVolumeClaim");

    public IReadOnlyList<ScaledObject> ScaledObjects => All<ScaledObject>("ScaledObject");

    public IReadOnlyList<Workload> Workloads =>
    [
        .. Deployments.Select(d => new Workload(d.Metadata.Name, d.Spec.Template.Metadata, d.Spec.Template.Spec)),
        .. All<V1Job>("Job").Select(j => new Workload(j.Metadata.Name, j.Spec.Template.Metadata, j.Spec.Template.Spec)),
    ];

    public IReadOnlyList<Workload> Silos => [.. Workloads.Where(w => w.IsSilo)];

    /// <summary>Reads an overlay from <c>k8s/rendered</c>.</summary>
    public static Overlay Read(string overlay) =>
        Overlays.GetOrAdd(overlay, name => new Overlay(name, Yaml.Documents(KubernetesFolder.Read($"rendered/{name}.yaml"))));

    /// <summary>Environment variables of the pod's container; a value from the downward API as <c>field:PATH</c>.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentOf(Workload workload)
    {
        var values = new Dictionary<string, string>();
        foreach (var source in workload.Container.EnvFrom ?? [])
        {
            foreach (var (name, value) in Assert.Single(ConfigMaps, m => m.Metadata.Name == source.ConfigMapRef.Name).Data)
            {
                values[name] = value;
            }
        }

        foreach (var variable in workload.Container.Env ?? [])
        {
            values[variable.Name] = variable.Value ?? $"field:{variable.ValueFrom.FieldRef.FieldPath}";
        }

        return values;
    }

    private IReadOnlyList<T> All<T>(string kind) =>
        [.. Documents.Where(d => (string?)d["kind"] == kind).Select(d => d.Deserialize<T>(ManifestSchema.Strict)!)];
}

using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Schemas;

/// <summary>
/// What the API reference says beyond names and types, for the objects that FaceGrid's manifests use: fields that must be there, and the
/// accepted words of those that are enumerations.
/// </summary>
internal static class ServerRules
{
    private static readonly Dictionary<Type, string[]> Required = new()
    {
        [typeof(V1DeploymentSpec)] = ["selector", "template"],
        [typeof(V1JobSpec)] = ["template"],
        [typeof(V1PodSpec)] = ["containers"],
        [typeof(V1Container)] = ["name", "image"],
        [typeof(V1ContainerPort)] = ["containerPort"],
        [typeof(V1EnvVar)] = ["name"],
        [typeof(V1ObjectFieldSelector)] = ["fieldPath"],
        [typeof(V1SecretKeySelector)] = ["key"],
        [typeof(V1HTTPGetAction)] = ["port"],
        [typeof(V1TCPSocketAction)] = ["port"],
        [typeof(V1Volume)] = ["name"],
        [typeof(V1VolumeMount)] = ["name", "mountPath"],
        [typeof(V1KeyToPath)] = ["key", "path"],
        [typeof(V1PersistentVolumeClaimVolumeSource)] = ["claimName"],
        [typeof(V1TopologySpreadConstraint)] = ["maxSkew", "topologyKey", "whenUnsatisfiable"],
        [typeof(V1PodAffinityTerm)] = ["topologyKey"],
        [typeof(V1LabelSelectorRequirement)] = ["key", "operator"],
        [typeof(V1ServicePort)] = ["port"],
        [typeof(V1IPBlock)] = ["cidr"],
        [typeof(V1NetworkPolicySpec)] = ["podSelector"],
        [typeof(V1SeccompProfile)] = ["type"],
        [typeof(V2HPAScalingPolicy)] = ["type", "value", "periodSeconds"],
    };

    private static readonly Dictionary<(Type Type, string Field), string[]> Accepted = new()
    {
        [(typeof(V1Container), "imagePullPolicy")] = ["Always", "IfNotPresent", "Never"],
        [(typeof(V1PodSpec), "restartPolicy")] = ["Always", "OnFailure", "Never"],
        [(typeof(V1ContainerPort), "protocol")] = ["TCP", "UDP", "SCTP"],
        [(typeof(V1ServicePort), "protocol")] = ["TCP", "UDP", "SCTP"],
        [(typeof(V1NetworkPolicyPort), "protocol")] = ["TCP", "UDP", "SCTP"],
        [(typeof(V1NetworkPolicySpec), "policyTypes")] = ["Ingress", "Egress"],
        [(typeof(V1DeploymentStrategy), "type")] = ["RollingUpdate", "Recreate"],
        [(typeof(V1TopologySpreadConstraint), "whenUnsatisfiable")] = ["DoNotSchedule", "ScheduleAnyway"],
        [(typeof(V1TopologySpreadConstraint), "nodeTaintsPolicy")] = ["Honor", "Ignore"],
        [(typeof(V1TopologySpreadConstraint), "nodeAffinityPolicy")] = ["Honor", "Ignore"],
        [(typeof(V1PodSecurityContext), "fsGroupChangePolicy")] = ["OnRootMismatch", "Always"],
        [(typeof(V1SeccompProfile), "type")] = ["RuntimeDefault", "Localhost", "Unconfined"],
        [(typeof(V1PodDisruptionBudgetSpec), "unhealthyPodEvictionPolicy")] = ["IfHealthyBudget", "AlwaysAllow"],
        [(typeof(V1PersistentVolumeClaimSpec), "accessModes")] = ["ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"],
        [(typeof(V1LabelSelectorRequirement), "operator")] = ["In", "NotIn", "Exists", "DoesNotExist"],
        [(typeof(V1Toleration), "operator")] = ["Exists", "Equal"],
        [(typeof(V1Toleration), "effect")] = ["NoSchedule", "PreferNoSchedule", "NoExecute"],
        [(typeof(V1ServiceSpec), "type")] = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"],
        [(typeof(V2HPAScalingPolicy), "type")] = ["Pods", "Percent"],
        [(typeof(V2HPAScalingRules), "selectPolicy")] = ["Max", "Min", "Disabled"],
    };

    /// <param name="manifest">Known to fit <paramref name="type"/>.</param>
    public static void Check(JsonObject manifest, Type type, string where, bool isPatch, List<string> faults)
    {
        if (!isPatch && Required.TryGetValue(type, out var required))
        {
            faults.AddRange(required.Where(f => manifest[f] is null).Select(f => $"{where}: {f} is missing"));
        }

        foreach (var (name, value) in manifest)
        {
            if (Accepted.TryGetValue((type, name), out var accepted))
            {
                var words = value is JsonArray array ? array.Select(v => (string?)v) : [(string?)value];
                var list = string.Join(", ", accepted);
                faults.AddRange(words.Where(w => !accepted.Contains(w)).Select(w => $"{where}.{name}: '{w}' is none of {list}"));
            }

            // Maps (labels, quantities) have no rules of their own.
            if (FieldType(type, name) is { } inner)
            {
                CheckInner(value, inner, $"{where}.{name}", isPatch, faults);
            }
        }
    }

    private static void CheckInner(JsonNode? value, Type type, string where, bool isPatch, List<string> faults)
    {
        if (value is JsonObject inner)
        {
            Check(inner, type, where, isPatch, faults);
        }
        else if (value is JsonArray list && type.IsGenericType)
        {
            for (var i = 0; i < list.Count; i++)
            {
                CheckInner(list[i], type.GetGenericArguments()[0], $"{where}[{i}]", isPatch, faults);
            }
        }
    }

    private static Type? FieldType(Type type, string name) =>
        type.GetProperties().FirstOrDefault(p => string.Equals(JsonName(p), name, StringComparison.OrdinalIgnoreCase))?.PropertyType;

    private static string JsonName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;
}

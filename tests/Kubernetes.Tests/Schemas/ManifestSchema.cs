using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FaceGrid.Kubernetes.Tests.Schemas.Keda;
using k8s.Models;

namespace FaceGrid.Kubernetes.Tests.Schemas;

/// <summary>
/// Faults for which the API server refuses a manifest: an unknown kind or field, a value of a wrong type, a missing field, a value that is
/// not accepted. Kinds and types are those of the models that the Kubernetes project generates from its schemas.
/// </summary>
internal static class ManifestSchema
{
    public static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.General)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = false,
    };

    private static readonly Dictionary<(string Version, string Kind), Type> Kinds = KnownKinds();

    /// <summary>The faults of a manifest; empty if the API server would accept it.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="isPatch">True: a strategic merge patch, which contains only changed fields and may contain <c>$patch</c>.</param>
    public static IReadOnlyList<string> Faults(JsonObject manifest, bool isPatch = false)
    {
        var version = (string?)manifest["apiVersion"] ?? "";
        var kind = (string?)manifest["kind"] ?? "";
        if (!Kinds.TryGetValue((version, kind), out var type))
        {
            return [$"apiVersion '{version}', kind '{kind}': not known"];
        }

        var checkedPart = (JsonObject)manifest.DeepClone();
        if (isPatch)
        {
            RemoveDirectives(checkedPart);
        }

        var where = $"{kind} {(string?)manifest["metadata"]?["name"]}";
        object? read;
        try
        {
            read = checkedPart.Deserialize(type, Strict);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or NotSupportedException)
        {
            return [$"{where}: {exception.Message}"];
        }

        var faults = new List<string>();
        if (manifest["metadata"]?["name"] is null)
        {
            faults.Add($"{where}: metadata.name is missing");
        }

        ServerRules.Check(checkedPart, type, where, isPatch, faults);
        if (read is ScaledObject scaled)
        {
            faults.AddRange(ScaledObjectRules.Faults(scaled).Select(f => $"{where}: {f}"));
        }

        return faults;
    }

    private static void RemoveDirectives(JsonNode? node)
    {
        if (node is JsonObject mapping)
        {
            foreach (var key in mapping.Select(p => p.Key).Where(k => k.StartsWith('$')).ToList())
            {
                mapping.Remove(key);
            }

            foreach (var (_, child) in mapping)
            {
                RemoveDirectives(child);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var child in list)
            {
                RemoveDirectives(child);
            }
        }
    }

    private static Dictionary<(string Version, string Kind), Type> KnownKinds()
    {
        var kinds = new Dictionary<(string Version, string Kind), Type>
        {
            [(ScaledObject.Version, nameof(ScaledObject))] = typeof(ScaledObject),
        };
        foreach (var type in typeof(V1Deployment).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<KubernetesEntityAttribute>() is { Kind.Length: > 0 } entity)
            {
                kinds[(entity.Group is { Length: > 0 } group ? $"{group}/{entity.ApiVersion}" : entity.ApiVersion, entity.Kind)] = type;
            }
        }

        return kinds;
    }
}

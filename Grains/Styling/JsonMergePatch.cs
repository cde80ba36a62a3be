using System.Text.Json;
using System.Text.Json.Nodes;
using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Styling;

/// <summary>
/// RFC 7396: members of the patch replace those of the target; null removes; objects are merged; all else is replaced whole.
/// </summary>
internal static class JsonMergePatch
{
    /// <exception cref="GridRequestException">The patch is not a JSON object.</exception>
    public static string Apply(string target, string patch)
    {
        JsonNode? changes;
        try
        {
            changes = JsonNode.Parse(patch);
        }
        catch (JsonException exception)
        {
            throw new GridRequestException(
                GridError.InvalidRequest, "the changed settings", $"not JSON ({exception.Message.ReplaceLineEndings(" ")})");
        }

        return changes is JsonObject
            ? Merge(JsonNode.Parse(target), changes)!.ToJsonString()
            : throw new GridRequestException(GridError.InvalidRequest, "the changed settings", "a JSON object was expected");
    }

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }

        var merged = target is JsonObject before ? (JsonObject)before.DeepClone() : [];
        foreach (var (name, value) in changes)
        {
            if (value is null)
            {
                merged.Remove(name);
            }
            else
            {
                merged[name] = Merge(merged[name], value);
            }
        }

        return merged;
    }
}

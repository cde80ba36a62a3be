using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace FaceGrid.Grains.Storage;

/// <summary>
/// Grain state as JSON in UTF-8: readable with the sqlite3 shell, tolerant of members that come and go. Byte arrays are base64.
/// </summary>
public static class StateJson
{
    // What the first does not know, the second reads by reflection: to the same JSON.
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(StateJsonContext.Default, new DefaultJsonTypeInfoResolver()),
    };

    public static byte[] Write<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    public static T Read<T>(byte[] payload) => JsonSerializer.Deserialize<T>(payload, Options) ?? New<T>();

    /// <summary>
    /// The state of a grain that has none stored: made by its parameterless constructor, or with all members zero if it has none.
    /// </summary>
    public static T New<T>() => typeof(T).IsValueType || typeof(T) == typeof(string) ? default!
        : typeof(T).GetConstructor(Type.EmptyTypes) is null ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
        : Activator.CreateInstance<T>();
}

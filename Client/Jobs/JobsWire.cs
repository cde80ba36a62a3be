using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FaceGrid.Client.Jobs;

/// <summary>How requests and answers are written between a worker and other commands: a JSON object a line, in UTF-8 (docs/adr/0006).</summary>
internal static class JobsWire
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Json);

    public static async Task Write<T>(TextWriter writer, T message, CancellationToken cancellationToken)
    {
        await writer.WriteAsync((JsonSerializer.Serialize(message, Json) + "\n").AsMemory(), cancellationToken);
        await writer.FlushAsync(cancellationToken);
    }

    /// <summary>Null at the end of the connection.</summary>
    /// <exception cref="IOException">What came is no message.</exception>
    public static async Task<T?> Read<T>(TextReader reader, CancellationToken cancellationToken)
        where T : class
    {
        if (await reader.ReadLineAsync(cancellationToken) is not { } line)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(line, Json);
        }
        catch (JsonException exception)
        {
            throw new IOException($"the worker's protocol was not kept: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}

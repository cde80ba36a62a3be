using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>Reads and writes verification heads as JSON files; numbers are stored without loss.</summary>
public static class VerificationHeadFile
{
    private const int LongestFile = 1 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Writes a head, atomically.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public static void Write(string path, VerificationHead head) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, head, Options));

    /// <summary>Reads a head.</summary>
    /// <exception cref="BadInputException">The file is missing, unreadable, or not a valid head.</exception>
    public static VerificationHead Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > LongestFile)
            {
                throw new BadInputException(path, $"{stream.Length} bytes are not a verification head");
            }

            var head = JsonSerializer.Deserialize<VerificationHead>(stream, Options) ?? throw new JsonException("null");
            return head.ValidationError() is { } reason ? throw new BadInputException(path, reason) : head;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(path, "no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be read: " + e.Message.ReplaceLineEndings(" "), e);
        }
        catch (JsonException e)
        {
            throw new BadInputException(path, "is not a verification head: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }
}

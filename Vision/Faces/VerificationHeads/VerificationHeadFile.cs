using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>A verification head as a JSON file; numbers keep every bit.</summary>
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

    /// <exception cref="BadInputException">The file cannot be written there.</exception>
    public static void Write(string path, VerificationHead head) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, head, Options));

    /// <exception cref="BadInputException">Missing, or no head.</exception>
    public static VerificationHead Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > LongestFile)
            {
                throw new BadInputException(path, $"{stream.Length} bytes are no verification head");
            }

            var head = JsonSerializer.Deserialize<VerificationHead>(stream, Options) ?? throw new JsonException("null");
            return head.WhyNot() is { } reason ? throw new BadInputException(path, reason) : head;
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
            throw new BadInputException(path, "is no verification head: " + e.Message.ReplaceLineEndings(" "), e);
        }
    }
}

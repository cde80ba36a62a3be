using System.Text.Json;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.Models.Published;

/// <summary>
/// The manifest of <c>models pull</c>: JSON <c>{"models": [{name, purpose, licence, note, source, metadata, files: [{address,
/// bytes, sha256}], byHand}]}</c>. The built-in one is published.json; <c>--manifest</c> replaces it.
/// </summary>
internal sealed class PublishedModels
{
    private const int LongestFile = 4 << 20;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private PublishedModels(IReadOnlyList<PublishedModel> models) => Models = models;

    public IReadOnlyList<PublishedModel> Models { get; }

    /// <param name="path">A manifest in the same form, or null for the built-in one.</param>
    /// <exception cref="BadInputException">The file is missing, or is not a manifest.</exception>
    public static PublishedModels Load(string? path)
    {
        if (path is null)
        {
            using var stream = typeof(PublishedModels).Assembly.GetManifestResourceStream("published.json")
                ?? throw new InvalidOperationException("the built-in manifest is missing");
            return Parse("published.json", stream);
        }

        try
        {
            using var stream = File.OpenRead(path);
            return stream.Length <= LongestFile ? Parse(path, stream) : throw new BadInputException(
                path, $"a manifest has at most {LongestFile} bytes, the file has {stream.Length}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException(path, "no such file", e);
        }
    }

    /// <summary>The model of that name; null: none.</summary>
    public PublishedModel? Find(string name) => Models.FirstOrDefault(m => m.Name == name);

    private static PublishedModels Parse(string path, Stream stream)
    {
        Manifest manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<Manifest>(stream, Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new BadInputException(path, "is not a manifest of models: " + e.Message.ReplaceLineEndings(" "), e);
        }

        foreach (var model in manifest.Models)
        {
            ModelName.Check(model.Name);
            if (model.Files.Count == 0 && model.ByHand is null)
            {
                throw new BadInputException(path, $"'{model.Name}' has neither files nor byHand");
            }

            foreach (var file in model.Files)
            {
                CheckFile(path, model.Name, file);
            }
        }

        return new PublishedModels(manifest.Models);
    }

    private static void CheckFile(string path, string model, PublishedFile file)
    {
        if (!file.Address.IsAbsoluteUri || file.Address.Scheme is not ("https" or "http"))
        {
            throw new BadInputException(path, $"'{model}' has the address {file.Address}; https was expected");
        }

        // The name becomes a path: path traversal is rejected.
        if (file.Name is "" or "." or ".." || file.Name.AsSpan().IndexOfAny("/\\:\0") >= 0 || file.Name.Any(char.IsControl))
        {
            throw new BadInputException(path, $"'{model}' has an address without a file name");
        }

        if (file.Bytes < 1 || file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
        {
            throw new BadInputException(path, $"'{model}' lacks the size or the SHA-256 of {file.Name}");
        }
    }

    private sealed record Manifest(IReadOnlyList<PublishedModel> Models);
}

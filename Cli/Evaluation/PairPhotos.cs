using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>The photos that a pairs file names.</summary>
internal static class PairPhotos
{
    /// <summary>Encodings by the name that the pairs file has for a photo.</summary>
    /// <exception cref="BadInputException">A photo is missing, or no face is found in it.</exception>
    public static async Task<Dictionary<string, float[]>> Encode(
        CommandContext context, PhotoReader reader, FaceChoice choice, string folder, PairsFile protocol, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(folder, "no such folder");
        }

        var photos = protocol.Photos();
        if (photos.FirstOrDefault(p => !File.Exists(Path.Combine(folder, p))) is { } missing)
        {
            throw new BadInputException(Path.Combine(folder, missing), $"is named in {protocol.Path} but is not there");
        }

        var files = photos.Select(p => Path.Combine(folder, p)).ToList();
        var encodings = await PhotoEncodings.Make(context, reader, choice, files, cancellationToken);
        return files.FirstOrDefault(f => !encodings.ContainsKey(f)) is { } faceless
            ? throw new BadInputException(faceless, $"no face was found ({reader.Located}); a protocol of pairs needs every photo")
            : photos.ToDictionary(p => p, p => encodings[Path.Combine(folder, p)], StringComparer.Ordinal);
    }
}

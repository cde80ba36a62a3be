using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Encodes the photos of a pairs file.</summary>
internal static class PairPhotos
{
    /// <summary>Encodings (128 floats each) by the photo's name in the pairs file.</summary>
    /// <exception cref="BadInputException">A photo is missing, or no face is found in it.</exception>
    public static async Task<Dictionary<string, float[]>> Encode(
        CommandContext context,
        PhotoReader reader,
        FaceChoice choice,
        string folder,
        PairsFile protocol,
        CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            throw new BadInputException(folder, "no such folder");
        }

        var photos = protocol.Photos();
        if (photos.FirstOrDefault(p => !File.Exists(Path.Combine(folder, p))) is { } missing)
        {
            throw new BadInputException(Path.Combine(folder, missing), $"is listed in {protocol.Path} but does not exist");
        }

        var files = photos.Select(p => Path.Combine(folder, p)).ToList();
        var encodings = await PhotoEncodings.Make(context, reader, choice, files, cancellationToken);
        return files.FirstOrDefault(f => !encodings.ContainsKey(f)) is { } faceless
            ? throw new BadInputException(faceless, $"no face was found ({reader.Located}); a pairs protocol needs every photo")
            : photos.ToDictionary(p => p, p => encodings[Path.Combine(folder, p)], StringComparer.Ordinal);
    }
}

using FaceGrid.Client.Cli;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using TorchSharp;

namespace FaceGrid.Client.Evaluation;

/// <summary>Encodes the photos that a 1:1 protocol names.</summary>
internal static class PairEncodings
{
    private const int Batch = 64;

    /// <summary>Encodings by photo.</summary>
    /// <exception cref="BadInputException">No such folder, a photo missing or unreadable, or no encoder.</exception>
    public static Task<Dictionary<string, float[]>> Encode(
        CommandContext context, string folder, PairsFile protocol, bool aligned, CancellationToken cancellationToken)
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

        torch.set_num_threads(context.Threads > 0 ? context.Threads : Environment.ProcessorCount);
        var reader = new PhotoReader(aligned);
        return context.Output.WithProgress($"encoding {photos.Count} photos", photos.Count, progress => Task.Run(
            () =>
            {
                using var encoder = FaceEncoder.Load(context.Catalog.Find(context.Model).Encoder.Path, context.Device);
                var encodings = new Dictionary<string, float[]>(photos.Count, StringComparer.Ordinal);
                foreach (var chunk in photos.Chunk(Batch))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var crops = chunk.AsParallel().AsOrdered()
                        .Select(p => new RgbImage(FaceTemplate.Size, FaceTemplate.Size, reader.Read(Path.Combine(folder, p)).Rgb))
                        .ToList();
                    foreach (var (photo, encoding) in chunk.Zip(encoder.Encode(crops)))
                    {
                        encodings.Add(photo, encoding);
                    }

                    progress(encodings.Count);
                }

                return encodings;
            },
            cancellationToken));
    }
}

using FaceGrid.Cli.CommandLine;
using FaceGrid.Client.Photos;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tensors;

namespace FaceGrid.Cli.Evaluation;

/// <summary>Encodes many photos without grains, for measurements of distances.</summary>
internal static class PhotoEncodings
{
    private const int Batch = 64;

    /// <summary>Encodings (128 floats each) by path, of the photos with a detected face.</summary>
    /// <exception cref="BadInputException">A file cannot be decoded.</exception>
    public static Task<Dictionary<string, float[]>> Make(
        CommandContext context, PhotoReader reader, FaceChoice choice, IReadOnlyList<string> photos, CancellationToken cancellationToken)
    {
        return context.Output.WithProgress($"encoding {photos.Count} photos", photos.Count, progress => Task.Run(
            async () =>
            {
                using var encoder = FaceEncoder.Load(context.Catalog.Find(context.Model).Encoder.Path, context.Device);
                var encodings = new Dictionary<string, float[]>(photos.Count, StringComparer.Ordinal);
                var done = 0;
                foreach (var chunk in photos.Chunk(Batch))
                {
                    var faces = await Task.WhenAll(chunk.Select(p => Task.Run(() => reader.Read(p, cancellationToken), cancellationToken)));
                    var found = chunk.Zip(faces).Where(f => f.Second.Count > 0).ToList();
                    var crops = found.ConvertAll(f =>
                        new RgbImage(FaceTemplate.Size, FaceTemplate.Size, PhotoFace.Choose(f.Second, choice).Crop.Rgb));
                    LibTorch.SetThreads(context.Threads);
                    foreach (var (photo, encoding) in found.Zip(encoder.Encode(crops)))
                    {
                        encodings.Add(photo.First, encoding);
                    }

                    progress(done += chunk.Length);
                }

                return encodings;
            },
            cancellationToken));
    }
}

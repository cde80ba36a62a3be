using System.Security.Cryptography;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>A folder of aligned 112 x 112 crops, one folder a person; everything is decoded once and kept as bytes.</summary>
public sealed class AlignedFolder : ITrainingPhotos
{
    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg", ".ppm", ".bmp"];

    private readonly RgbImage[][] _photos;

    private AlignedFolder(RgbImage[][] photos, IReadOnlyList<string> unreadable, string hash) => (_photos, Unreadable, Hash) = (photos, unreadable, hash);

    public int People => _photos.Length;

    /// <summary>Photos that could not be read or have another size, with the reason; they are left out.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <summary>Of every pixel and whose it is.</summary>
    public string Hash { get; }

    /// <exception cref="BadInputException">No such folder, or nobody in it.</exception>
    public static AlignedFolder Open(string path, CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
        {
            throw new BadInputException(path, "no such folder");
        }

        var files = Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)
            .Select(d => Directory.EnumerateFiles(d).Where(f => Extensions.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal).ToArray())
            .ToArray();
        var read = new (RgbImage Photo, string? Error)[files.Length][];
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation }, p => read[p] = [.. files[p].Select(Read)]);
        var people = read.Select(r => r.Where(f => f.Error is null).Select(f => f.Photo).ToArray()).Where(p => p.Length > 0).ToArray();
        if (people.Length == 0)
        {
            throw new BadInputException(path, "holds no aligned 112 x 112 photos of people, one folder each");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var person in people)
        {
            hash.AppendData(BitConverter.GetBytes(person.Length));
            foreach (var photo in person)
            {
                hash.AppendData(photo.Pixels);
            }
        }

        return new AlignedFolder(people, [.. read.SelectMany(r => r.Select(f => f.Error).OfType<string>())], Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public int PhotosOf(int person) => _photos[person].Length;

    public RgbImage Photo(int person, int photo) => _photos[person][photo];

    private static (RgbImage Photo, string? Error) Read(string file)
    {
        try
        {
            var photo = ImageCodec.Load(file);
            return photo.Width == FaceTemplate.Size && photo.Height == FaceTemplate.Size
                ? (photo, null)
                : (photo, $"{file}: {photo.Width} x {photo.Height} pixels, {FaceTemplate.Size} x {FaceTemplate.Size} were expected");
        }
        catch (BadInputException e)
        {
            return (null!, e.Message);
        }
    }
}

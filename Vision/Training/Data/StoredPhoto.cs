using System.Security.Cryptography;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Training.Data;

/// <summary>One crop of a <see cref="PhotoFolder"/>.</summary>
internal sealed class StoredPhoto
{
    private readonly RgbImage? _kept;

    private StoredPhoto(string path, byte[] sha256, RgbImage? kept)
    {
        Path = path;
        Sha256 = sha256;
        _kept = kept;
    }

    /// <summary>Bytes of a decoded crop.</summary>
    public const int Bytes = FaceTemplate.Size * FaceTemplate.Size * 3;

    public string Path { get; }

    /// <summary>SHA-256 of the file.</summary>
    public byte[] Sha256 { get; }

    public bool IsKept => _kept is not null;

    /// <param name="keep">Keep it decoded.</param>
    /// <exception cref="BadInputException">Unreadable, or of another size.</exception>
    public static StoredPhoto Open(string path, bool keep)
    {
        var bytes = ReadFile(path);
        var photo = Decode(path, bytes);
        return new StoredPhoto(path, SHA256.HashData(bytes), keep ? photo : null);
    }

    /// <exception cref="BadInputException">The photo has to be read again, and the file is missing or has changed.</exception>
    public RgbImage Read()
    {
        if (_kept is not null)
        {
            return _kept;
        }

        var bytes = ReadFile(Path);
        return SHA256.HashData(bytes).AsSpan().SequenceEqual(Sha256)
            ? Decode(Path, bytes)
            : throw new BadInputException(Path, "has changed since the training set was opened");
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, "cannot be read", e);
        }
    }

    private static RgbImage Decode(string path, byte[] bytes)
    {
        var photo = ImageCodec.Decode(bytes, path);
        return photo.Width == FaceTemplate.Size && photo.Height == FaceTemplate.Size
            ? photo
            : throw new BadInputException(
                path,
                $"{photo.Width} x {photo.Height}, an aligned crop of {FaceTemplate.Size} x {FaceTemplate.Size} was expected "
                + "(facegrid train prepare makes them)");
    }
}

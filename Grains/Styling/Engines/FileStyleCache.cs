using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision.Files;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Grains.Styling.Engines;

/// <summary>
/// A cache in a folder, a file for each key: its name is the key's SHA-256, its content begins with the SHA-256 of the rest. What is
/// damaged, cannot be read or cannot be written is as if it were not there. Several processes may use one folder.
/// </summary>
/// <param name="most">Files that are kept: those that were used last.</param>
public sealed class FileStyleCache(string folder, int most = 256) : IGramCache
{
    private const string Extension = ".grams";

    public byte[]? Find(string key)
    {
        try
        {
            var path = PathOf(key);
            var bytes = File.ReadAllBytes(path);
            if (bytes.Length < SHA256.HashSizeInBytes
                || !SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes)))
            {
                return null;
            }

            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
            return bytes[SHA256.HashSizeInBytes..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Keep(string key, byte[] matrices)
    {
        try
        {
            OwnerOnly.CreateFolder(folder);
            AtomicFile.Write(PathOf(key), stream =>
            {
                stream.Write(SHA256.HashData(matrices));
                stream.Write(matrices);
            });
            var old = new DirectoryInfo(folder).EnumerateFiles("*" + Extension)
                .OrderByDescending(f => f.LastWriteTimeUtc)
                .Skip(most)
                .ToList();
            old.ForEach(f => f.Delete());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or Vision.BadInputException)
        {
            // A full disk, say: the render does not depend on it.
        }
    }

    private string PathOf(string key) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))) + Extension);
}

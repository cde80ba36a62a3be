using System.Security.Cryptography;
using FaceGrid.Client.Photos;
using FaceGrid.Grains.Interfaces.Visualization;

namespace FaceGrid.Client.Visualization;

/// <summary>The photos below a folder, identified by content hash, and their paths on this machine.</summary>
public sealed class PhotoCollection
{
    private readonly Dictionary<string, string> _pathOf = new(StringComparer.Ordinal);

    private PhotoCollection()
    {
    }

    /// <summary>The readable photos, in ordinal order of their paths.</summary>
    public List<FeatureImage> Images { get; } = [];

    /// <summary>Files that cannot be read, with the reason.</summary>
    public List<(string Name, string Reason)> Unreadable { get; } = [];

    /// <summary>Hashes all files.</summary>
    /// <param name="folder">The folder, to which the photos' names are relative.</param>
    /// <param name="files">Files below <paramref name="folder"/>, in order.</param>
    /// <param name="withProgress">Runs a function that reports the number of hashed files, given their total.</param>
    /// <param name="cancellationToken">Stops the hashing.</param>
    public static async Task<PhotoCollection> Open(
        string folder,
        IReadOnlyList<string> files,
        Func<int, Func<Action<int>, Task<int>>, Task<int>> withProgress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(withProgress);
        var collection = new PhotoCollection();
        await withProgress(files.Count, async progress =>
        {
            var done = 0;
            var hashes = Pipeline.Run(files, Environment.ProcessorCount, f => Hash(f, cancellationToken), cancellationToken);
            await foreach (var (file, hash, error) in hashes)
            {
                progress(++done);
                var name = Path.GetRelativePath(folder, file);
                if (hash is not null)
                {
                    collection.Images.Add(new FeatureImage(name, hash));
                    collection._pathOf.TryAdd(hash, file);
                }
                else if (error is IOException or UnauthorizedAccessException)
                {
                    collection.Unreadable.Add((name, "cannot be read: " + error.Message.ReplaceLineEndings(" ")));
                }
                else
                {
                    throw error!;
                }
            }

            return done;
        });
        return collection;
    }

    /// <summary>Reads the file of a photo.</summary>
    /// <returns>The whole file; null if it no longer exists.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken) =>
        _pathOf.TryGetValue(image.Sha256, out var path) && File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;

    private static async Task<string> Hash(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}

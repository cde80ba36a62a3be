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

    /// <summary>In ordinal order of their paths.</summary>
    public List<FeatureImage> Images { get; } = [];

    /// <summary>Files that cannot be read.</summary>
    public List<(string Name, string Reason)> Unreadable { get; } = [];

    /// <param name="files">Below <paramref name="folder"/>, in order.</param>
    public static async Task<PhotoCollection> Open(string folder, IReadOnlyList<string> files, Func<int, Func<Action<int>, Task<int>>, Task<int>> withProgress, CancellationToken cancellationToken)
    {
        var collection = new PhotoCollection();
        await withProgress(files.Count, async progress =>
        {
            var done = 0;
            await foreach (var (file, hash, error) in Pipeline.Run(files, Environment.ProcessorCount, f => Hash(f, cancellationToken), cancellationToken))
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

    /// <returns>The whole file; null where it no longer exists.</returns>
    public async Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken) =>
        _pathOf.TryGetValue(image.Sha256, out var path) && File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;

    private static async Task<string> Hash(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}

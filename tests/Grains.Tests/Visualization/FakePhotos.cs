using System.Collections.Concurrent;
using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces.Visualization;
using FaceGrid.Grains.Visualization;

namespace FaceGrid.Grains.Tests.Visualization;

/// <summary>Photos in memory, found by their hash.</summary>
internal sealed class FakePhotos : IFeatureImageSource
{
    private const int Side = 16;

    private readonly ConcurrentDictionary<string, byte[]?> _files = new();

    /// <summary>Is called before each read.</summary>
    public Action<FeatureImage> BeforeRead { get; set; } = _ => { };

    /// <summary>A grey photo of one level.</summary>
    public static byte[] Photo(byte level) => [.. "P6 16 16 255\n"u8, .. Enumerable.Repeat(level, Side * Side * 3)];

    public FeatureImage Add(string name, byte[] file)
    {
        var image = new FeatureImage(name, Convert.ToHexStringLower(SHA256.HashData(file)));
        _files[image.Sha256] = file;
        return image;
    }

    /// <summary>What is read from now on: null, nothing.</summary>
    public void Change(FeatureImage image, byte[]? file) => _files[image.Sha256] = file;

    public Task<byte[]?> Read(FeatureImage image, CancellationToken cancellationToken)
    {
        BeforeRead(image);
        return Task.FromResult(_files.GetValueOrDefault(image.Sha256));
    }
}

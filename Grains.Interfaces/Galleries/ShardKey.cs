using System.Globalization;

namespace FaceGrid.Grains.Interfaces.Galleries;

/// <summary>The parts of a shard's grain key, <c>tenant/gallery/n</c>.</summary>
/// <param name="GalleryKey">Grain key of the gallery, <c>tenant/gallery</c>.</param>
/// <param name="Number">Number of the shard within the gallery, 0 or more.</param>
public readonly record struct ShardKey(string GalleryKey, int Number)
{
    public string Tenant => GridKeys.TenantOf(GalleryKey);

    /// <summary>Name of the gallery within the tenant.</summary>
    public string Gallery => GridKeys.NameOf(GalleryKey);

    /// <exception cref="FormatException">The text is not of the form <c>tenant/gallery/n</c>.</exception>
    public static ShardKey Parse(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var last = key.LastIndexOf('/');
        return key.IndexOf('/', StringComparison.Ordinal) is > 0 and var first && first < last - 1
            && int.TryParse(key.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ShardKey(key[..last], number)
            : throw new FormatException($"'{key}' is not a shard key of the form tenant/gallery/n");
    }

    public override string ToString() => GridKeys.Shard(Tenant, Gallery, Number);
}

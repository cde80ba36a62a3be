using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Pages of a gallery's people over all of its shards. A page is read again if a rebalance began or ended meanwhile, since a person may
/// have moved from a shard that was still to be read into one that had been read.
/// </summary>
/// <param name="describe">The gallery as it is now.</param>
/// <param name="list">Searchable people of a shard after a name, at most a count, in ordinal order.</param>
internal sealed class GalleryListing(
    Func<Task<GalleryDescription>> describe, Func<int, string?, int, Task<IReadOnlyList<string>>> list)
{
    public async Task<GalleryPage> Page(GalleryDescription gallery, string? after, int count)
    {
        while (true)
        {
            var pages = await Read(gallery, after, count);
            var now = await describe();
            if (now.Layout == gallery.Layout)
            {
                return Merge(pages, count);
            }

            gallery = now;
        }
    }

    /// <summary>The next names of each shard; the shard that people move to is read after the shard that they leave.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<string>>> Read(GalleryDescription gallery, string? after, int count)
    {
        var target = gallery.Rebalance?.To;
        var pages = await Task.WhenAll(gallery.Shards.Where(n => n != target).Select(n => list(n, after, count)));
        return target is { } last ? [.. pages, await list(last, after, count)] : pages;
    }

    /// <summary>
    /// The first names of all shards. They are complete up to the least of the last names of full pages, so to at least a page.
    /// </summary>
    private static GalleryPage Merge(IReadOnlyList<IReadOnlyList<string>> pages, int count)
    {
        List<string> names = [.. pages.SelectMany(p => p).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(count)];
        var mayHaveMore = pages.Any(p => p.Count == count) || pages.SelectMany(p => p).Any(n => string.CompareOrdinal(n, names[^1]) > 0);
        return new GalleryPage(names, mayHaveMore ? names[^1] : null);
    }
}

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Whether a shard admits people: not while it is drained (docs/adr/0010), and not once it no longer belongs to its gallery. Shard numbers
/// are never reused, so a shard without a header asks its gallery once whether it is a new shard or a closed one.
/// </summary>
/// <param name="askGallery">Whether the gallery's layout lists the shard.</param>
/// <param name="endUnlessDefinite">Awaits a write; the activation ends unless a failure changed nothing.</param>
internal sealed class ShardDrain(ShardHeaderStore header, Func<Task<bool>> askGallery, Func<Task, Task> endUnlessDefinite)
{
    private bool? _isListed;

    /// <summary>True if the shard has been cleared from storage.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether new people are admitted, given that the shard belongs to its gallery.</summary>
    public bool AdmitsNow => !header.IsDraining && !IsClosed;

    public async ValueTask<bool> Admits() => !header.IsDraining && await IsListed();

    /// <summary>Whether the shard belongs to its gallery.</summary>
    public async ValueTask<bool> IsListed()
    {
        if (!IsClosed && header.ModelVersion is null && _isListed is null)
        {
            _isListed = await askGallery();
        }

        return !IsClosed && (header.ModelVersion is not null || _isListed == true);
    }

    /// <summary>Whether searches of this layout, and drains for it, are too old.</summary>
    public bool IsOutdated(long layout) => layout < header.Layout;

    /// <summary>Whether people may leave for this layout: the drain for it is durable.</summary>
    public bool Releases(long layout) => header.DrainsFor == layout && header.DurableDrainsFor == layout;

    /// <summary>Durable on return. Idempotent.</summary>
    /// <returns>True if the drain had to be written.</returns>
    public async Task<bool> Begin(long layout)
    {
        header.BeginDrain(layout);
        if (header.DurableDrainsFor == layout)
        {
            return false;
        }

        await endUnlessDefinite(header.Write());
        return true;
    }

    /// <param name="flush">Makes storage hold what is resolved in memory, before the drain ends.</param>
    public async Task End(long layout, Func<Task> flush)
    {
        if (header.DrainsFor == layout)
        {
            await flush();
            header.EndDrain();
            await endUnlessDefinite(header.Write());
        }
    }

    /// <summary>Clears the shard, without entries, from storage.</summary>
    public async Task Close(ShardPages pages)
    {
        IsClosed = true;
        await pages.Clear();

        // Last: the header has the number of pages.
        await endUnlessDefinite(header.Clear());
    }
}

using System.Diagnostics;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Limits;
using FaceGrid.Grains.Storage;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Search;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryShardGrain"/>
/// <remarks>
/// Reentrant: searches and other people's changes go on while a page is being written. Between two awaits nothing else
/// runs, so <see cref="index"/> and <see cref="slots"/> always agree when a search looks at them.
/// </remarks>
[Reentrant]
public sealed partial class GalleryShardGrain : Grain, IGalleryShardGrain
{
    private static readonly TimeSpan FlushDelay = TimeSpan.FromSeconds(1);

    private readonly IPersistentState<ShardHeader> header;
    private readonly CoalescedWrite headerWriter;
    private readonly ShardOptions options;
    private readonly TenantLimits limits;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly List<ShardPage> pages = [];
    private readonly Dictionary<string, ShardSlot> slots = new(StringComparer.Ordinal);
    private readonly OwnerTable owners = new();
    private PackedTemplates index = PackedTemplates.Empty;
    private ShardStores stores = null!;
    private int durablePages;
    private int searchable;
    private bool tending;

    public GalleryShardGrain(
        [PersistentState("shard", GridStorage.Name)] IPersistentState<ShardHeader> header,
        IOptions<ShardOptions> options,
        IOptions<TenantLimits> limits,
        TimeProvider time,
        ILogger<GalleryShardGrain> logger)
    {
        this.logger = logger;
        this.header = header;
        this.options = options.Value;
        this.limits = limits.Value;
        this.time = time;
        headerWriter = new CoalescedWrite(WriteHeader);
    }

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stores = new ShardStores(
            this.GetGrainId(),
            this.GetPrimaryKeyString(),
            ServiceProvider.GetRequiredKeyedService<IGrainStorage>(GridStorage.Name),
            ServiceProvider.GetKeyedService<IGrainStorage>(GridStorage.Keys),
            ServiceProvider.GetService<IKeyEncryption>());
        durablePages = header.State.PageCount;
        durableDrain = Draining;
        for (var number = 0; number < durablePages; number++)
        {
            pages.Add(new ShardPage(number, stores));
        }

        var contents = await Open(await Task.WhenAll(pages.Select(p => p.Read())));
        if (locked is not null)
        {
            return;
        }

        var rows = PackedTemplates.Empty.ToBuilder();
        foreach (var (page, entries) in pages.Zip(contents))
        {
            foreach (var (held, doubtful) in entries)
            {
                var slot = Add(page, held);
                slot.DoubtfulSince = doubtful ? DateTimeOffset.MinValue : null;
                if (!doubtful)
                {
                    slot.Rows = AddRows(rows, held.Entry, slot.Owner);
                    slot.Published = held.Entry;
                    searchable++;
                }
            }
        }

        index = rows.ToSnapshot();

        foreach (var page in pages.Where(p => p.Keys?.HasOrphans == true))
        {
            page.IsStale = true;
        }

        // The process died between the two writes of a change: the identity knows which way it went.
        try
        {
            await Task.WhenAll(slots.Values.Where(s => s.DoubtfulSince is not null).ToList().Select(Settle));
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingKey)
        {
            // An identity's key is under a key-encryption key that its copies here do not need.
            locked = exception;
            return;
        }

        // What it was told before may be half done.
        hasChangedSize = true;
        Tend();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (closed)
        {
            return;
        }

        try
        {
            await Task.WhenAll(pages.Where(p => p.IsStale).Select(p => p.Write()));
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Only settled doubts are lost; the next activation settles them again.
        }
    }

    public async Task<bool> Prepare(string modelVersion, ShardEntry entry)
    {
        CheckModel(modelVersion, mayBind: true);
        var admits = await Admits();
        if (admits && await TakePlace(entry))
        {
            // From here to its slot nothing else runs. Much may have happened while it waited.
            entering.Remove(entry.Identity);
            CheckModel(modelVersion, mayBind: true);
            admits = !header.State.IsDraining && !closed;
        }

        if (slots.TryGetValue(entry.Identity, out var slot))
        {
            Hold(slot, entry);
            slot.DoubtfulSince = time.GetUtcNow();
            Tend();
            await WritePage(slot.Page);
            return true;
        }

        if (!admits || IsFullFor(entry))
        {
            return false;
        }

        header.State.ModelVersion ??= modelVersion;
        slot = Add(PageFor(entry.Identity), Hold(entry));
        slot.DoubtfulSince = time.GetUtcNow();
        Tend();
        try
        {
            await WritePage(slot.Page);
        }
        catch
        {
            // Not durable, so it must not stay: nobody will come back for it.
            if (slots.TryGetValue(entry.Identity, out var now) && now == slot && slot.Entry == entry)
            {
                Drop(slot);
            }

            throw;
        }

        return true;
    }

    public async Task<bool> Commit(string modelVersion, ShardEntry entry)
    {
        CheckModel(modelVersion, mayBind: true);
        var admits = await Admits();
        if (!slots.TryGetValue(entry.Identity, out var slot))
        {
            if (!admits)
            {
                return false;
            }

            // Settled as "not enrolled" because the identity took longer than the doubt limit. It has decided otherwise.
            header.State.ModelVersion ??= modelVersion;
            slot = Add(PageFor(entry.Identity), Hold(entry));
            slot.DoubtfulSince = time.GetUtcNow();
            await WritePage(slot.Page);
        }
        else if (slot.DoubtfulSince is null && slot.Rows.Length > 0 && slot.Held.Holds(entry))
        {
            return true;
        }
        else if (!slot.Held.Holds(entry))
        {
            Hold(slot, entry);
            slot.DoubtfulSince ??= time.GetUtcNow();
            await WritePage(slot.Page);
        }

        Publish(slot);
        if (IsOver)
        {
            hasChangedSize = true;
            Tend();
        }

        return true;
    }

    public async Task PrepareRemoval(string identity)
    {
        ThrowIfLocked();
        if (slots.TryGetValue(identity, out var slot))
        {
            slot.DoubtfulSince = time.GetUtcNow();
            Tend();
            await WritePage(slot.Page);
        }
    }

    public async Task CommitRemoval(string identity)
    {
        ThrowIfLocked();
        if (slots.TryGetValue(identity, out var slot))
        {
            Drop(slot);
            await WritePage(slot.Page);
        }
        else if (pages.Find(p => p.Refused.Remove(identity)) is { } page)
        {
            await WritePage(page);
        }
        else
        {
            // A doubt may have been settled that way in memory only.
            await Flush();
        }
    }

    public async Task<ShardAnswer> Search(string modelVersion, float[] probe, int count, TemplateFusion fusion, long layout)
    {
        CheckModel(modelVersion, mayBind: false);
        if (!await IsListed() || layout < header.State.Layout)
        {
            throw Outdated();
        }

        var started = Stopwatch.GetTimestamp();
        var searched = IndexOf(fusion);
        var hits = searched.Search(probe, count, owners);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new ShardAnswer([.. hits.Select(h => new ShardHit(owners.NameOf(h.Owner), h.Distance))], searchable, elapsed, searched.Count);
    }

    public Task<IReadOnlyList<string>> List(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        IReadOnlyList<string> names = [.. slots
            .Where(s => s.Value.Rows.Length > 0 && (after is null || string.CompareOrdinal(s.Key, after) > 0))
            .Select(s => s.Key)
            .Order(StringComparer.Ordinal)
            .Take(count)];
        return Task.FromResult(names);
    }

    public Task<ShardSize> Size()
    {
        ThrowIfLocked();
        return Task.FromResult(new ShardSize(searchable, index.Count));
    }

    /// <summary>Makes searches see a slot's entry. The page already holds it; that the doubt is gone can be written later.</summary>
    private void Publish(ShardSlot slot)
    {
        var changed = index.ToBuilder();
        if (slot.Rows.Length == 0)
        {
            searchable++;
        }

        foreach (var row in slot.Rows)
        {
            changed.Remove(row);
        }

        slot.Rows = AddRows(changed, slot.Entry, slot.Owner);
        slot.Published = slot.Entry;
        index = changed.ToSnapshot();
        PublishMean(slot);
        if (slot.DoubtfulSince is not null)
        {
            slot.DoubtfulSince = null;
            slot.Page.IsStale = true;
            Tend();
        }
    }

    private void Unpublish(ShardSlot slot)
    {
        if (slot.Rows.Length == 0)
        {
            return;
        }

        var changed = index.ToBuilder();
        foreach (var row in slot.Rows)
        {
            changed.Remove(row);
        }

        index = changed.ToSnapshot();
        slot.Rows = [];
        slot.Published = null;
        searchable--;
        UnpublishMean(slot);
    }

    private ShardSlot Add(ShardPage page, HeldEntry entry)
    {
        var identity = entry.Entry.Identity;
        var slot = new ShardSlot(page, owners.Add(identity), entry);
        page.Refused.Remove(identity);
        page.Slots.Add(identity, slot);
        slots.Add(identity, slot);
        templates += TemplatesOf(entry.Entry);
        return slot;
    }

    private void Drop(ShardSlot slot)
    {
        Unpublish(slot);
        owners.Remove(slot.Owner);
        slot.Page.Slots.Remove(slot.Entry.Identity);
        slots.Remove(slot.Entry.Identity);
        templates -= TemplatesOf(slot.Entry);
        hasChangedSize |= !header.State.IsDraining;
        slot.Page.IsStale = true;
    }

    /// <summary>Where a new entry goes: over one of the same person that could not be read, or where there is room.</summary>
    private ShardPage PageFor(string identity) => pages.Find(p => p.Refused.ContainsKey(identity)) ?? PageWithRoom();

    private ShardPage PageWithRoom()
    {
        // Newest first: while a gallery grows, that is the only one with room.
        for (var i = pages.Count - 1; i >= 0; i--)
        {
            if (pages[i].HasRoom)
            {
                return pages[i];
            }
        }

        pages.Add(new ShardPage(pages.Count, stores));
        return pages[^1];
    }

    private async Task WritePage(ShardPage page)
    {
        // The header first: a page beyond its count would not be read at the next activation.
        if (page.Number >= durablePages)
        {
            await this.EndOnConflict(headerWriter.WriteAsync());
        }

        await this.EndOnConflict(page.Write());
    }

    private async Task WriteHeader()
    {
        var (count, drain) = (pages.Count, Draining);
        header.State.PageCount = count;
        await header.WriteStateAsync();
        (durablePages, durableDrain) = (count, drain);
    }

    private void CheckModel(string modelVersion, bool mayBind)
    {
        ThrowIfLocked();
        var bound = header.State.ModelVersion;
        if (bound is null ? !mayBind && slots.Count > 0 : bound != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch, $"gallery shard '{this.GetPrimaryKeyString()}'", $"holds templates of model {bound}, which are never compared with {modelVersion}");
        }
    }

    private static int[] AddRows(PackedTemplatesBuilder rows, ShardEntry entry, int owner)
    {
        var encodings = TemplateBytes.ToEncodings(entry.Encodings);
        var added = new int[encodings.Length / FaceEncoding.Dimension];
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = rows.Add(encodings.AsSpan(i * FaceEncoding.Dimension, FaceEncoding.Dimension), owner);
        }

        return added;
    }
}

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
/// runs, so <see cref="_index"/> and <see cref="_slots"/> always agree when a search looks at them.
/// </remarks>
[Reentrant]
public sealed partial class GalleryShardGrain : Grain, IGalleryShardGrain
{
    private static readonly TimeSpan FlushDelay = TimeSpan.FromSeconds(1);

    private readonly IPersistentState<ShardHeader> _header;
    private readonly CoalescedWrite _headerWriter;
    private readonly ShardOptions _options;
    private readonly TenantLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<ShardPage> _pages = [];
    private readonly Dictionary<string, ShardSlot> _slots = new(StringComparer.Ordinal);
    private readonly OwnerTable _owners = new();
    private PackedTemplates _index = PackedTemplates.Empty;
    private ShardStores _stores = null!;
    private int _durablePages;
    private int _searchable;
    private bool _tending;

    public GalleryShardGrain(
        [PersistentState("shard", GridStorage.Name)] IPersistentState<ShardHeader> header,
        IOptions<ShardOptions> options,
        IOptions<TenantLimits> limits,
        TimeProvider time,
        ILogger<GalleryShardGrain> logger)
    {
        _logger = logger;
        _header = header;
        _options = options.Value;
        _limits = limits.Value;
        _time = time;
        _headerWriter = new CoalescedWrite(WriteHeader);
    }

    private string Tenant => GridKeys.TenantOf(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stores = new ShardStores(
            this.GetGrainId(),
            this.GetPrimaryKeyString(),
            ServiceProvider.GetRequiredKeyedService<IGrainStorage>(GridStorage.Name),
            ServiceProvider.GetKeyedService<IGrainStorage>(GridStorage.Keys),
            ServiceProvider.GetService<IKeyEncryption>());
        _durablePages = _header.State.PageCount;
        _durableDrain = Draining;
        for (var number = 0; number < _durablePages; number++)
        {
            _pages.Add(new ShardPage(number, _stores));
        }

        var contents = await Open(await Task.WhenAll(_pages.Select(p => p.Read())));
        if (_locked is not null)
        {
            return;
        }

        var rows = PackedTemplates.Empty.ToBuilder();
        foreach (var (page, entries) in _pages.Zip(contents))
        {
            foreach (var (held, doubtful) in entries)
            {
                var slot = Add(page, held);
                slot.DoubtfulSince = doubtful ? DateTimeOffset.MinValue : null;
                if (!doubtful)
                {
                    slot.Rows = AddRows(rows, held.Entry, slot.Owner);
                    slot.Published = held.Entry;
                    _searchable++;
                }
            }
        }

        _index = rows.ToSnapshot();

        foreach (var page in _pages.Where(p => p.Keys?.HasOrphans == true))
        {
            page.IsStale = true;
        }

        // The process died between the two writes of a change: the identity knows which way it went.
        try
        {
            await Task.WhenAll(_slots.Values.Where(s => s.DoubtfulSince is not null).ToList().Select(Settle));
        }
        catch (GridRequestException exception) when (exception.Error is GridError.MissingKey)
        {
            // An identity's key is under a key-encryption key that its copies here do not need.
            _locked = exception;
            return;
        }

        // What it was told before may be half done.
        _hasChangedSize = true;
        Tend();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_closed)
        {
            return;
        }

        try
        {
            await Task.WhenAll(_pages.Where(p => p.IsStale).Select(p => p.Write()));
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
            _entering.Remove(entry.Identity);
            CheckModel(modelVersion, mayBind: true);
            admits = !_header.State.IsDraining && !_closed;
        }

        if (_slots.TryGetValue(entry.Identity, out var slot))
        {
            Hold(slot, entry);
            slot.DoubtfulSince = _time.GetUtcNow();
            Tend();
            await WritePage(slot.Page);
            return true;
        }

        if (!admits || IsFullFor(entry))
        {
            return false;
        }

        _header.State.ModelVersion ??= modelVersion;
        slot = Add(PageFor(entry.Identity), Hold(entry));
        slot.DoubtfulSince = _time.GetUtcNow();
        Tend();
        try
        {
            await WritePage(slot.Page);
        }
        catch
        {
            // Not durable, so it must not stay: nobody will come back for it.
            if (_slots.TryGetValue(entry.Identity, out var now) && now == slot && slot.Entry == entry)
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
        if (!_slots.TryGetValue(entry.Identity, out var slot))
        {
            if (!admits)
            {
                return false;
            }

            // Settled as "not enrolled" because the identity took longer than the doubt limit. It has decided otherwise.
            _header.State.ModelVersion ??= modelVersion;
            slot = Add(PageFor(entry.Identity), Hold(entry));
            slot.DoubtfulSince = _time.GetUtcNow();
            await WritePage(slot.Page);
        }
        else if (slot.DoubtfulSince is null && slot.Rows.Length > 0 && slot.Held.Holds(entry))
        {
            return true;
        }
        else if (!slot.Held.Holds(entry))
        {
            Hold(slot, entry);
            slot.DoubtfulSince ??= _time.GetUtcNow();
            await WritePage(slot.Page);
        }

        Publish(slot);
        if (IsOver)
        {
            _hasChangedSize = true;
            Tend();
        }

        return true;
    }

    public async Task PrepareRemoval(string identity)
    {
        ThrowIfLocked();
        if (_slots.TryGetValue(identity, out var slot))
        {
            slot.DoubtfulSince = _time.GetUtcNow();
            Tend();
            await WritePage(slot.Page);
        }
    }

    public async Task CommitRemoval(string identity)
    {
        ThrowIfLocked();
        if (_slots.TryGetValue(identity, out var slot))
        {
            Drop(slot);
            await WritePage(slot.Page);
        }
        else if (_pages.Find(p => p.Refused.Remove(identity)) is { } page)
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
        if (!await IsListed() || layout < _header.State.Layout)
        {
            throw Outdated();
        }

        var started = Stopwatch.GetTimestamp();
        var searched = IndexOf(fusion);
        var hits = searched.Search(probe, count, _owners);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new ShardAnswer([.. hits.Select(h => new ShardHit(_owners.NameOf(h.Owner), h.Distance))], _searchable, elapsed, searched.Count);
    }

    public Task<IReadOnlyList<string>> List(string? after, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowIfLocked();
        IReadOnlyList<string> names = [.. _slots
            .Where(s => s.Value.Rows.Length > 0 && (after is null || string.CompareOrdinal(s.Key, after) > 0))
            .Select(s => s.Key)
            .Order(StringComparer.Ordinal)
            .Take(count)];
        return Task.FromResult(names);
    }

    public Task<ShardSize> Size()
    {
        ThrowIfLocked();
        return Task.FromResult(new ShardSize(_searchable, _index.Count));
    }

    /// <summary>Makes searches see a slot's entry. The page already holds it; that the doubt is gone can be written later.</summary>
    private void Publish(ShardSlot slot)
    {
        var changed = _index.ToBuilder();
        if (slot.Rows.Length == 0)
        {
            _searchable++;
        }

        foreach (var row in slot.Rows)
        {
            changed.Remove(row);
        }

        slot.Rows = AddRows(changed, slot.Entry, slot.Owner);
        slot.Published = slot.Entry;
        _index = changed.ToSnapshot();
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

        var changed = _index.ToBuilder();
        foreach (var row in slot.Rows)
        {
            changed.Remove(row);
        }

        _index = changed.ToSnapshot();
        slot.Rows = [];
        slot.Published = null;
        _searchable--;
        UnpublishMean(slot);
    }

    private ShardSlot Add(ShardPage page, HeldEntry entry)
    {
        var identity = entry.Entry.Identity;
        var slot = new ShardSlot(page, _owners.Add(identity), entry);
        page.Refused.Remove(identity);
        page.Slots.Add(identity, slot);
        _slots.Add(identity, slot);
        _templates += TemplatesOf(entry.Entry);
        return slot;
    }

    private void Drop(ShardSlot slot)
    {
        Unpublish(slot);
        _owners.Remove(slot.Owner);
        slot.Page.Slots.Remove(slot.Entry.Identity);
        _slots.Remove(slot.Entry.Identity);
        _templates -= TemplatesOf(slot.Entry);
        _hasChangedSize |= !_header.State.IsDraining;
        slot.Page.IsStale = true;
    }

    /// <summary>Where a new entry goes: over one of the same person that could not be read, or where there is room.</summary>
    private ShardPage PageFor(string identity) => _pages.Find(p => p.Refused.ContainsKey(identity)) ?? PageWithRoom();

    private ShardPage PageWithRoom()
    {
        // Newest first: while a gallery grows, that is the only one with room.
        for (var i = _pages.Count - 1; i >= 0; i--)
        {
            if (_pages[i].HasRoom)
            {
                return _pages[i];
            }
        }

        _pages.Add(new ShardPage(_pages.Count, _stores));
        return _pages[^1];
    }

    private async Task WritePage(ShardPage page)
    {
        // The header first: a page beyond its count would not be read at the next activation.
        if (page.Number >= _durablePages)
        {
            await this.EndOnConflict(_headerWriter.WriteAsync());
        }

        await this.EndOnConflict(page.Write());
    }

    private async Task WriteHeader()
    {
        var (count, drain) = (_pages.Count, Draining);
        _header.State.PageCount = count;
        await _header.WriteStateAsync();
        (_durablePages, _durableDrain) = (count, drain);
    }

    private void CheckModel(string modelVersion, bool mayBind)
    {
        ThrowIfLocked();
        var bound = _header.State.ModelVersion;
        if (bound is null ? !mayBind && _slots.Count > 0 : bound != modelVersion)
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

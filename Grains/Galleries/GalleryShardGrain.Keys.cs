using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// Entries at rest (docs/adr/0008). An entry that cannot be read is settled as a doubtful one is: by the identity. Only where the
/// identity cannot be read either is it set aside, and the others are searched without it.
/// </summary>
public sealed partial class GalleryShardGrain
{
    private const int PagesAtOnce = 16;

    /// <summary>A key-encryption key is missing: nothing is answered and nothing changed, as parts of a gallery give wrong answers.</summary>
    private GridRequestException? _locked;

    public Task<IReadOnlyList<UnreadableEntry>> Unreadable()
    {
        ThrowIfLocked();
        return Task.FromResult<IReadOnlyList<UnreadableEntry>>([.. _pages
            .SelectMany(p => p.Refused.Values)
            .OrderBy(r => r.Stored.Entry.Identity, StringComparer.Ordinal)
            .Select(r => new UnreadableEntry(r.Stored.Entry.Identity, r.Reason.Error, r.Reason.Message))]);
    }

    public Task<int> PagesToRewrap()
    {
        ThrowIfLocked();
        return Task.FromResult(_pages.Count(NeedsRewrap));
    }

    public async Task<int> Rewrap(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        ThrowIfLocked();
        foreach (var some in _pages.Where(NeedsRewrap).Take(most).ToList().Chunk(PagesAtOnce))
        {
            await Task.WhenAll(some.Select(p => this.EndOnConflict(p.Keys!.Rewrap())));
        }

        return _pages.Count(NeedsRewrap);
    }

    private bool NeedsRewrap(ShardPage page) => page.Keys?.KeyEncryptionKey is { } key && _stores.Encryption is { } encryption && key != encryption.CurrentId;

    private HeldEntry Hold(ShardEntry entry) => HeldEntry.Of(entry, _stores, _header.State.ModelVersion!);

    private void Hold(ShardSlot slot, ShardEntry entry)
    {
        var held = Hold(entry);
        _templates += TemplatesOf(entry) - TemplatesOf(slot.Entry);
        slot.Held = held;
    }

    /// <summary>Decrypts what was read: some microseconds a person, on the thread pool.</summary>
    private async Task<IReadOnlyList<OpenedEntry>[]> Open(IReadOnlyList<ShardPageEntry>[] contents)
    {
        var version = _header.State.ModelVersion ?? "";
        var opened = new IReadOnlyList<OpenedEntry>[contents.Length];
        var faults = new List<GridRequestException>();
        await Task.Run(() => Parallel.For(0, contents.Length, i => opened[i] = OpenPage(_pages[i], contents[i])));
        _locked = faults.Find(f => f.Error is GridError.MissingKey);
        if (_locked is null)
        {
            faults.ForEach(f => LogRefused(_logger, _stores.Shard, f.Message));
        }

        return opened;

        List<OpenedEntry> OpenPage(ShardPage page, IReadOnlyList<ShardPageEntry> entries)
        {
            using var keys = Try(() => page.Keys?.Open()) ?? OpenedKeys.None;
            return [.. entries.Select(e => Try(() => new OpenedEntry(HeldEntry.Open(e, keys, _stores, version), e.Doubtful))
                ?? new OpenedEntry(new HeldEntry(e.Entry, e.Sealed), Doubtful: true))];
        }

        T? Try<T>(Func<T?> open)
            where T : class
        {
            try
            {
                return open();
            }
            catch (GridRequestException fault)
            {
                lock (faults)
                {
                    faults.Add(fault);
                }

                return null;
            }
        }
    }

    /// <summary>Sets an entry aside that neither it nor the identity can be read for. Storage keeps it as it is.</summary>
    private void Refuse(ShardSlot slot, GridRequestException reason)
    {
        var (page, wasStale) = (slot.Page, slot.Page.IsStale);
        Drop(slot);
        page.IsStale = wasStale;
        page.Refused.Add(slot.Entry.Identity, new RefusedEntry(slot.Held.ToStored(doubtful: true), reason));
        LogRefused(_logger, _stores.Shard, reason.Message);
    }

    private void ThrowIfLocked()
    {
        if (_locked is not null)
        {
            throw new GridRequestException(_locked.Error, _locked.Subject, _locked.Message[(_locked.Subject.Length + 2)..]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery shard {Shard} does not use an entry. {Reason}")]
    private static partial void LogRefused(ILogger logger, string shard, string reason);
}

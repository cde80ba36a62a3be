using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Storage;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// The entries of a shard, committed or in doubt, and the pages that hold them in storage. An entry that cannot be decrypted
/// (docs/adr/0008) is in doubt, so the identity's record replaces it; where that cannot be read either, the entry is quarantined and
/// searches omit it.
/// </summary>
/// <param name="endUnlessDefinite">Awaits a write; the activation ends unless a failure changed nothing.</param>
internal sealed class ShardPages(ShardStores stores, ShardHeaderStore header, Func<Task, Task> endUnlessDefinite)
{
    private const int PagesAtOnce = 16;

    private readonly List<ShardPage> _pages = [];
    private readonly Dictionary<string, ShardSlot> _slots = new(StringComparer.Ordinal);
    private readonly HashSet<ShardSlot> _unresolved = [];

    public IReadOnlyCollection<ShardSlot> Slots => _slots.Values;

    /// <summary>Names of all people with an entry.</summary>
    public IReadOnlyCollection<string> Identities => _slots.Keys;

    /// <summary>Templates of all entries, including entries in doubt.</summary>
    public int Templates { get; private set; }

    /// <summary>
    /// Entries in doubt since the activation, which are not in the search index: a search without them could miss an enrolled person.
    /// </summary>
    public IReadOnlyCollection<ShardSlot> Unresolved => _unresolved;

    public int InDoubt => _slots.Values.Count(s => s.IsInDoubt);

    /// <summary>Quarantined entries in ordinal order.</summary>
    public IReadOnlyList<QuarantinedEntry> Quarantined =>
        [.. _pages.SelectMany(p => p.Quarantined.Values).OrderBy(q => q.Stored.Entry.Identity, StringComparer.Ordinal)];

    public bool IsEmpty => _slots.Count == 0 && _pages.TrueForAll(p => p.Quarantined.Count == 0);

    /// <summary>True if an entry is in doubt, or memory is ahead of storage.</summary>
    public bool NeedMaintenance => _pages.Exists(p => p.IsStale || p.Slots.Values.Any(s => s.IsInDoubt));

    /// <summary>Pages with keys under a former key-encryption key.</summary>
    public int PagesToRewrap => _pages.Count(NeedsRewrap);

    public ShardSlot? Find(string identity) => _slots.GetValueOrDefault(identity);

    public static int TemplatesOf(ShardEntry entry) => entry.Encodings.Length / TemplateBytes.Size;

    /// <summary>Reads and decrypts all pages: some microseconds a person, on the thread pool.</summary>
    /// <returns>
    /// Why pages or entries could not be decrypted. If <see cref="GridError.MissingKey"/> is among the errors, no entry was loaded, since a
    /// search over part of a gallery gives wrong answers.
    /// </returns>
    public async Task<IReadOnlyList<GridRequestException>> Load()
    {
        for (var number = 0; number < header.DurablePageCount; number++)
        {
            _pages.Add(new ShardPage(number, stores));
        }

        var stored = await Task.WhenAll(_pages.Select(p => p.Read()));
        var recovered = new IReadOnlyList<RecoveredEntry>[stored.Length];
        var faults = new List<GridRequestException>();

        // Grain state is read in the grain's own turns only, so not in the loop.
        var version = header.ModelVersion ?? "";
        await Task.Run(() => Parallel.For(0, stored.Length, i => recovered[i] = Recover(_pages[i], stored[i], version, faults)));
        if (faults.Exists(f => f.Error is GridError.MissingKey))
        {
            return faults;
        }

        foreach (var (page, entries) in _pages.Zip(recovered))
        {
            foreach (var (entry, isInDoubt) in entries)
            {
                var slot = Add(page, entry);
                if (isInDoubt)
                {
                    slot.PreparedAt = 0;
                    _unresolved.Add(slot);
                }
            }
        }

        foreach (var page in _pages.Where(p => p.Keys?.HasOrphans == true))
        {
            page.IsStale = true;
        }

        return faults;
    }

    /// <summary>Adds an entry in memory. It replaces a quarantined entry of the same person.</summary>
    /// <exception cref="GridRequestException">The entry's key cannot be unwrapped here.</exception>
    public ShardSlot Add(ShardEntry entry)
    {
        var encrypted = Encrypt(entry);
        return Add(_pages.Find(p => p.Quarantined.ContainsKey(entry.Identity)) ?? PageWithRoom(), encrypted);
    }

    /// <summary>Replaces the entry of a slot in memory.</summary>
    /// <exception cref="GridRequestException">The entry's key cannot be unwrapped here.</exception>
    public void Replace(ShardSlot slot, ShardEntry entry)
    {
        var encrypted = Encrypt(entry);
        Templates += TemplatesOf(entry) - TemplatesOf(slot.Entry);
        slot.Decrypted = encrypted;
    }

    /// <summary>The entry is committed, or removed.</summary>
    public void MarkResolved(ShardSlot slot) => _unresolved.Remove(slot);

    /// <summary>Removes an entry in memory; its page is to be written.</summary>
    /// <param name="slot">Of the entry.</param>
    /// <param name="erases">True: the person was removed, so that storage must keep nothing of the entry.</param>
    public void Remove(ShardSlot slot, bool erases)
    {
        MarkResolved(slot);
        slot.Page.Slots.Remove(slot.Entry.Identity);
        slot.Page.Erases |= erases;
        slot.Page.IsStale = true;
        _slots.Remove(slot.Entry.Identity);
        Templates -= TemplatesOf(slot.Entry);
    }

    /// <summary>Quarantines an entry that cannot be read, neither here nor with its identity. Storage keeps it unchanged.</summary>
    public void Quarantine(ShardSlot slot, GridRequestException reason)
    {
        var (page, wasStale) = (slot.Page, slot.Page.IsStale);
        Remove(slot, erases: false);
        page.IsStale = wasStale;
        page.Quarantined.Add(slot.Entry.Identity, new QuarantinedEntry(slot.Decrypted.ToStored(inDoubt: true), reason));
    }

    /// <summary>Erases a quarantined entry in memory. Returns its page, which is to be written; null: there is none.</summary>
    public ShardPage? RemoveQuarantined(string identity)
    {
        var page = _pages.Find(p => p.Quarantined.Remove(identity));
        if (page is not null)
        {
            page.Erases = true;
        }

        return page;
    }

    public async Task Write(ShardPage page)
    {
        // The header first: the next activation does not read a page beyond its page count.
        if (page.Number >= header.DurablePageCount)
        {
            await endUnlessDefinite(header.Write());
        }

        await endUnlessDefinite(page.Write());
    }

    /// <summary>Writes every stale page, one after the other, until <paramref name="isClosed"/>.</summary>
    public async Task WriteStale(Func<bool> isClosed)
    {
        foreach (var page in _pages.Where(p => p.IsStale && !isClosed()).ToList())
        {
            await Write(page);
        }
    }

    /// <summary>As <see cref="WriteStale"/>, all at once, for a deactivation.</summary>
    public Task WriteStaleAtOnce() => Task.WhenAll(_pages.Where(p => p.IsStale).Select(p => p.Write()));

    /// <summary>Clears all pages and their keys from storage; nothing is written afterwards.</summary>
    public Task Clear() => endUnlessDefinite(StateWriting.All([.. _pages.Select(p => p.Clear())]));

    /// <summary>Wraps the keys of up to <paramref name="most"/> pages under the current key-encryption key.</summary>
    /// <returns>Pages that remain.</returns>
    public async Task<int> Rewrap(int most)
    {
        foreach (var some in _pages.Where(NeedsRewrap).Take(most).ToList().Chunk(PagesAtOnce))
        {
            await Task.WhenAll(some.Select(p => endUnlessDefinite(p.Keys!.Rewrap())));
        }

        return PagesToRewrap;
    }

    private ShardSlot Add(ShardPage page, DecryptedEntry entry)
    {
        var identity = entry.Entry.Identity;
        var slot = new ShardSlot(page, entry);
        page.Quarantined.Remove(identity);
        page.Slots.Add(identity, slot);
        _slots.Add(identity, slot);
        Templates += TemplatesOf(entry.Entry);
        return slot;
    }

    private DecryptedEntry Encrypt(ShardEntry entry) => DecryptedEntry.Of(entry, stores, header.ModelVersion!);

    private ShardPage PageWithRoom()
    {
        // Newest first: while a gallery grows, only the newest page has room.
        for (var i = _pages.Count - 1; i >= 0; i--)
        {
            if (_pages[i].HasRoom)
            {
                return _pages[i];
            }
        }

        _pages.Add(new ShardPage(_pages.Count, stores));
        header.PageCount = _pages.Count;
        return _pages[^1];
    }

    private bool NeedsRewrap(ShardPage page) =>
        page.Keys?.KeyEncryptionKey is { } key && stores.Encryption is { } encryption && key != encryption.CurrentId;

    private List<RecoveredEntry> Recover(
        ShardPage page, IReadOnlyList<ShardPageEntry> entries, string version, List<GridRequestException> faults)
    {
        using var keys = Try(() => page.Keys?.Open()) ?? OpenedKeys.None;
        return [.. entries.Select(e => Try(() => new RecoveredEntry(DecryptedEntry.Open(e, keys, stores, version), e.InDoubt))
            ?? new RecoveredEntry(new DecryptedEntry(e.Entry, e.Sealed), IsInDoubt: true))];

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
}

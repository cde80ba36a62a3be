using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.DependencyInjection;
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
    private GridRequestException? locked;

    private IKeyEncryption? Encryption => ServiceProvider.GetService<IKeyEncryption>();

    public Task<IReadOnlyList<UnreadableEntry>> Unreadable()
    {
        ThrowIfLocked();
        return Task.FromResult<IReadOnlyList<UnreadableEntry>>([.. pages
            .SelectMany(p => p.Refused.Values)
            .OrderBy(r => r.Stored.Entry.Identity, StringComparer.Ordinal)
            .Select(r => new UnreadableEntry(r.Stored.Entry.Identity, r.Reason.Error, r.Reason.Message))]);
    }

    public Task<int> PagesToRewrap()
    {
        ThrowIfLocked();
        return Task.FromResult(Encryption is { } encryption ? pages.Count(p => NeedsRewrap(p, encryption)) : 0);
    }

    public async Task<int> Rewrap(int most)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        ThrowIfLocked();
        if (Encryption is not { } encryption)
        {
            return 0;
        }

        foreach (var some in pages.Where(p => NeedsRewrap(p, encryption)).Take(most).ToList().Chunk(PagesAtOnce))
        {
            foreach (var page in some)
            {
                RewrapPage(page, encryption);
            }

            await Task.WhenAll(some.Select(p => this.EndOnConflict(p.WriteKeys())));
        }

        return pages.Count(p => NeedsRewrap(p, encryption));
    }

    private static bool IsFormer(WrappedKey? key, IKeyEncryption encryption) => key is not null && key.KeyEncryptionKey != encryption.CurrentId;

    private static bool NeedsRewrap(ShardPage page, IKeyEncryption encryption) => page.HasUnwrittenKeys
        || page.Slots.Values.Any(s => IsFormer(s.Key, encryption)) || page.Refused.Values.Any(r => IsFormer(r.Key, encryption));

    private void RewrapPage(ShardPage page, IKeyEncryption encryption)
    {
        foreach (var (identity, slot) in page.Slots.Where(s => IsFormer(s.Value.Key, encryption)))
        {
            slot.Key = PersonKey.Rewrap(encryption, GridKeys.Identity(Tenant, identity), slot.Key!);
        }

        foreach (var (identity, refused) in page.Refused.Where(r => IsFormer(r.Value.Key, encryption)))
        {
            try
            {
                refused.Key = PersonKey.Rewrap(encryption, GridKeys.Identity(Tenant, identity), refused.Key!);
            }
            catch (GridRequestException exception) when (exception.Error is GridError.DamagedRecord)
            {
                // The key itself is what is wrong: nobody can use it, under whatever it is wrapped.
                refused.Key = null;
            }
        }
    }

    private HeldEntry Hold(ShardEntry entry) => HeldEntry.Of(entry, Encryption, this.GetPrimaryKeyString(), header.State.ModelVersion!);

    /// <summary>Decrypts what was read: some microseconds a person, on the thread pool.</summary>
    private async Task<IReadOnlyList<OpenedEntry>[]> Open((IReadOnlyList<ShardPageEntry> Entries, IReadOnlyDictionary<string, WrappedKey> Keys)[] contents)
    {
        var (encryption, hasKeys, shard, version) = (Encryption, keyStorage is not null, this.GetPrimaryKeyString(), header.State.ModelVersion ?? "");
        var opened = new IReadOnlyList<OpenedEntry>[contents.Length];
        var faults = new List<GridRequestException>();
        await Task.Run(() => Parallel.For(0, contents.Length, i => opened[i] = [.. contents[i].Entries.Select(e => OpenOne(e, contents[i].Keys))]));
        locked = faults.Find(f => f.Error is GridError.MissingKey);
        if (locked is null)
        {
            foreach (var fault in faults)
            {
                LogRefused(logger, shard, fault.Message);
            }
        }

        return opened;

        OpenedEntry OpenOne(ShardPageEntry stored, IReadOnlyDictionary<string, WrappedKey> keys)
        {
            var key = keys.GetValueOrDefault(stored.Entry.Identity);
            try
            {
                return new OpenedEntry(HeldEntry.Open(stored, key, encryption, hasKeys, shard, version), stored.Doubtful, key);
            }
            catch (GridRequestException fault)
            {
                lock (faults)
                {
                    faults.Add(fault);
                }

                return new OpenedEntry(new HeldEntry(stored.Entry, stored.Sealed), Doubtful: true, key);
            }
        }
    }

    /// <summary>Sets an entry aside that neither it nor the identity can be read for. Storage keeps it as it is.</summary>
    private void Refuse(ShardSlot slot, GridRequestException reason)
    {
        var page = slot.Page;
        var wasStale = page.IsStale;
        var refused = new RefusedEntry(slot.Held.ToStored(doubtful: true), reason) { Key = slot.Key };
        Drop(slot);
        page.IsStale = wasStale;
        page.Refused.Add(refused.Stored.Entry.Identity, refused);
        LogRefused(logger, this.GetPrimaryKeyString(), reason.Message);
    }

    private void ThrowIfLocked()
    {
        if (locked is not null)
        {
            throw new GridRequestException(locked.Error, locked.Subject, locked.Message[(locked.Subject.Length + 2)..]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery shard {Shard} does not use an entry. {Reason}")]
    private static partial void LogRefused(ILogger logger, string shard, string reason);
}

using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// A shard's part in the two-phase commit of an identity's change (<see cref="IGalleryShardGrain"/>). Between two awaits no other turn of
/// the shard runs.
/// </summary>
/// <param name="hasPeopleLimit">Whether the tenant has a limit on people.</param>
internal sealed class ShardCommitProtocol(
    string shard,
    ShardHeaderStore header,
    ShardEntryTable entries,
    ShardDrain drain,
    AdmissionQuota quota,
    ShardMaintenance maintenance,
    ShardOptions options,
    Func<bool> hasPeopleLimit)
{
    private readonly ShardPages _pages = entries.Pages;

    /// <inheritdoc cref="IGalleryShardGrain.Prepare"/>
    public async Task<bool> Prepare(string modelVersion, ShardEntry entry)
    {
        CheckModel(modelVersion, mayBind: true);
        var admits = await drain.Admits();
        if (admits && NeedsPlace(entry))
        {
            await quota.TakePlace(entry.Identity);

            // From here until the slot exists no other turn runs. The shard may have changed during the wait.
            quota.Use(entry.Identity);
            CheckModel(modelVersion, mayBind: true);
            admits = drain.AdmitsNow;
        }

        if (_pages.Find(entry.Identity) is { } slot)
        {
            _pages.Replace(slot, entry);
            await WritePrepared(slot);
            return true;
        }

        if (!admits || IsFullFor(entry))
        {
            return false;
        }

        slot = entries.AddPrepared(modelVersion, entry);
        maintenance.Schedule();
        try
        {
            await _pages.Write(slot.Page);
        }
        catch
        {
            // Not durable, so it must not stay: no later call would remove it.
            if (_pages.Find(entry.Identity) == slot && slot.Entry == entry)
            {
                entries.Remove(slot);
            }

            throw;
        }

        return true;
    }

    /// <inheritdoc cref="IGalleryShardGrain.Commit"/>
    public async Task<bool> Commit(string modelVersion, ShardEntry entry)
    {
        CheckModel(modelVersion, mayBind: true);
        var admits = await drain.Admits();
        if (_pages.Find(entry.Identity) is not { } slot)
        {
            if (!admits)
            {
                return false;
            }

            // Aborted, because the identity took longer than the limit of an entry in doubt. The identity has committed since.
            slot = entries.AddPrepared(modelVersion, entry);
            await _pages.Write(slot.Page);
        }
        else if (!slot.IsInDoubt && entries.Index.Contains(entry.Identity) && slot.Decrypted.Holds(entry))
        {
            return true;
        }
        else if (!slot.Decrypted.Holds(entry))
        {
            _pages.Replace(slot, entry);
            if (!slot.IsInDoubt)
            {
                entries.MarkPrepared(slot);
            }

            await _pages.Write(slot.Page);
        }

        entries.Commit(slot);
        entries.HasChangedSize |= options.IsOver(entries.Load());
        maintenance.Schedule();
        return true;
    }

    /// <inheritdoc cref="IGalleryShardGrain.PrepareRemoval"/>
    public Task PrepareRemoval(string identity) => _pages.Find(identity) is { } slot ? WritePrepared(slot) : Task.CompletedTask;

    /// <inheritdoc cref="IGalleryShardGrain.CommitRemoval"/>
    public async Task CommitRemoval(string identity)
    {
        if (_pages.Find(identity) is { } slot)
        {
            entries.Remove(slot);
            await _pages.Write(slot.Page);
        }
        else if (_pages.RemoveQuarantined(identity) is { } page)
        {
            await _pages.Write(page);
        }
        else
        {
            // The entry may have been aborted in memory only.
            await _pages.WriteStale(() => drain.IsClosed);
        }
    }

    /// <inheritdoc cref="IGalleryShardGrain.Release"/>
    public async Task<bool> Release(string identity, long layout)
    {
        if (!drain.Releases(layout))
        {
            return false;
        }

        if (_pages.Find(identity) is { } slot)
        {
            entries.Index.Remove(identity);
            await WritePrepared(slot);
        }

        return true;
    }

    /// <exception cref="GridRequestException"><see cref="GridError.ModelMismatch"/>.</exception>
    public void CheckModel(string modelVersion, bool mayBind)
    {
        var bound = header.ModelVersion;
        if (bound is null ? !mayBind && _pages.Slots.Count > 0 : bound != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"gallery shard '{shard}'",
                $"holds templates of model {bound}, which are never compared with {modelVersion}");
        }
    }

    /// <summary>Makes the entry of a slot durable as prepared.</summary>
    private Task WritePrepared(ShardSlot slot)
    {
        entries.MarkPrepared(slot);
        maintenance.Schedule();
        return _pages.Write(slot.Page);
    }

    /// <summary>
    /// Whether the person counts as new under the tenant's limit. The first version of a record is that of a new person; an enrolled person
    /// joins another gallery with a later version.
    /// </summary>
    private bool NeedsPlace(ShardEntry entry) =>
        entry.Version <= 1 && hasPeopleLimit() && _pages.Find(entry.Identity) is null && !IsFullFor(entry);

    /// <summary>An empty shard admits every entry, so that every person has a possible shard.</summary>
    private bool IsFullFor(ShardEntry entry) =>
        _pages.Slots.Count > 0
        && (_pages.Slots.Count >= options.Capacity || _pages.Templates + ShardPages.TemplatesOf(entry) > options.MaxTemplates);
}

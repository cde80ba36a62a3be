using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Storage;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// People who move to another shard (docs/adr/0010), and shards that go. Numbers of shards are never used twice, so a shard that knows nothing of
/// itself asks its gallery once whether it is new or gone.
/// </summary>
public sealed partial class GalleryShardGrain
{
    /// <summary>Of all entries, those of doubtful ones as well.</summary>
    private int templates;

    /// <summary>What the header in storage says of <see cref="Draining"/>.</summary>
    private long? durableDrain;

    private bool? isListed;
    private bool closed;

    /// <summary>The balancer is to be told, if it may have something to do.</summary>
    private bool hasChangedSize;

    private long? Draining => header.State.IsDraining ? header.State.Layout : null;

    private bool IsOver => options.IsOver(LoadNow());

    private string GalleryKey
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            return key[..key.LastIndexOf('/')];
        }
    }

    private int Number
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            return int.Parse(key.AsSpan(key.LastIndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    public Task<ShardLoad> Load()
    {
        ThrowIfLocked();
        return Task.FromResult(LoadNow() with { Doubtful = slots.Values.Count(s => s.DoubtfulSince is not null), Unreadable = pages.Sum(p => p.Refused.Count) });
    }

    public async Task Drain(long layout)
    {
        ThrowIfLocked();
        if (closed || layout < header.State.Layout)
        {
            throw Outdated();
        }

        (header.State.Layout, header.State.IsDraining) = (layout, true);
        if (durableDrain != layout)
        {
            await this.EndOnConflict(headerWriter.WriteAsync());
            hasChangedSize = true;
            Tend();
        }
    }

    public async Task EndDrain(long layout)
    {
        ThrowIfLocked();
        if (Draining == layout)
        {
            await Flush();
            header.State.IsDraining = false;
            await this.EndOnConflict(headerWriter.WriteAsync());
        }
    }

    public async Task<bool> Release(string identity, long layout)
    {
        ThrowIfLocked();
        if (Draining != layout || durableDrain != layout)
        {
            return false;
        }

        if (slots.TryGetValue(identity, out var slot))
        {
            slot.DoubtfulSince = time.GetUtcNow();
            Unpublish(slot);
            Tend();
            await WritePage(slot.Page);
        }

        return true;
    }

    public async Task<bool> Close(long layout)
    {
        ThrowIfLocked();
        if (slots.Count > 0 || pages.Exists(p => p.Refused.Count > 0))
        {
            return false;
        }

        closed = true;
        await this.EndOnConflict(Task.WhenAll(pages.Select(p => p.Clear())));

        // Last: it tells how many pages there may be.
        if (header.RecordExists)
        {
            await this.EndOnConflict(header.ClearStateAsync());
        }

        this.DeactivateOnIdle();
        return true;
    }

    private static int TemplatesOf(ShardEntry entry) => entry.Encodings.Length / TemplateBytes.Size;

    private ShardLoad LoadNow() => new(slots.Count, templates, 0, 0, Draining);

    /// <summary>An empty shard takes anybody: there must be a place for everyone.</summary>
    private bool IsFullFor(ShardEntry entry) =>
        slots.Count > 0 && (slots.Count >= options.Capacity || templates + TemplatesOf(entry) > options.MaxTemplates);

    /// <summary>Whether new people come here.</summary>
    private async ValueTask<bool> Admits() => !header.State.IsDraining && await IsListed();

    private async ValueTask<bool> IsListed()
    {
        if (!closed && header.State.ModelVersion is null && isListed is null)
        {
            var layout = await GrainFactory.GetGrain<IGalleryGrain>(GalleryKey).Layout();
            isListed = layout.Versions.Any(v => v.Shards.Contains(Number));
        }

        return !closed && (header.State.ModelVersion is not null || isListed == true);
    }

    /// <summary>At most once a second, and only if there may be something to do.</summary>
    private async Task TellBalancer()
    {
        if (!hasChangedSize || closed)
        {
            return;
        }

        hasChangedSize = false;
        if (!options.Balance)
        {
            return;
        }

        var load = LoadNow();
        if (load.DrainsFor is null && !options.IsOver(load) && options.FillOf(load) > options.MergeBelow)
        {
            return;
        }

        try
        {
            await GrainFactory.GetGrain<IGalleryBalancerGrain>(GalleryKey).Wake(header.State.ModelVersion);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            hasChangedSize = true;
            LogNotTold(logger, exception, stores.Shard);
        }
    }

    private GridRequestException Outdated() =>
        new(GridError.OutdatedLayout, $"gallery shard '{this.GetPrimaryKeyString()}'", "people have moved since the gallery was described; it is to be asked again");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The balancer of gallery shard {Shard} could not be told of its size; it will be told again.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string shard);
}

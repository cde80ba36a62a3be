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
    private int _templates;

    /// <summary>What the header in storage says of <see cref="Draining"/>.</summary>
    private long? _durableDrain;

    private bool? _isListed;
    private bool _closed;

    /// <summary>The balancer is to be told, if it may have something to do.</summary>
    private bool _hasChangedSize;

    private long? Draining => _header.State.IsDraining ? _header.State.Layout : null;

    private bool IsOver => _options.IsOver(LoadNow());

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
        return Task.FromResult(LoadNow() with { Doubtful = _slots.Values.Count(s => s.DoubtfulSince is not null), Unreadable = _pages.Sum(p => p.Refused.Count) });
    }

    public async Task Drain(long layout)
    {
        ThrowIfLocked();
        if (_closed || layout < _header.State.Layout)
        {
            throw Outdated();
        }

        (_header.State.Layout, _header.State.IsDraining) = (layout, true);
        if (_durableDrain != layout)
        {
            await this.EndOnConflict(_headerWriter.WriteAsync());
            _hasChangedSize = true;
            Tend();
        }
    }

    public async Task EndDrain(long layout)
    {
        ThrowIfLocked();
        if (Draining == layout)
        {
            await Flush();
            _header.State.IsDraining = false;
            await this.EndOnConflict(_headerWriter.WriteAsync());
        }
    }

    public async Task<bool> Release(string identity, long layout)
    {
        ThrowIfLocked();
        if (Draining != layout || _durableDrain != layout)
        {
            return false;
        }

        if (_slots.TryGetValue(identity, out var slot))
        {
            slot.DoubtfulSince = _time.GetUtcNow();
            Unpublish(slot);
            Tend();
            await WritePage(slot.Page);
        }

        return true;
    }

    public async Task<bool> Close(long layout)
    {
        ThrowIfLocked();
        if (_slots.Count > 0 || _pages.Exists(p => p.Refused.Count > 0))
        {
            return false;
        }

        _closed = true;
        await this.EndOnConflict(Task.WhenAll(_pages.Select(p => p.Clear())));

        // Last: it tells how many pages there may be.
        if (_header.RecordExists)
        {
            await this.EndOnConflict(_header.ClearStateAsync());
        }

        this.DeactivateOnIdle();
        return true;
    }

    private static int TemplatesOf(ShardEntry entry) => entry.Encodings.Length / TemplateBytes.Size;

    private ShardLoad LoadNow() => new(_slots.Count, _templates, 0, 0, Draining);

    /// <summary>An empty shard takes anybody: there must be a place for everyone.</summary>
    private bool IsFullFor(ShardEntry entry) =>
        _slots.Count > 0 && (_slots.Count >= _options.Capacity || _templates + TemplatesOf(entry) > _options.MaxTemplates);

    /// <summary>Whether new people come here.</summary>
    private async ValueTask<bool> Admits() => !_header.State.IsDraining && await IsListed();

    private async ValueTask<bool> IsListed()
    {
        if (!_closed && _header.State.ModelVersion is null && _isListed is null)
        {
            var layout = await GrainFactory.GetGrain<IGalleryGrain>(GalleryKey).Layout();
            _isListed = layout.Versions.Any(v => v.Shards.Contains(Number));
        }

        return !_closed && (_header.State.ModelVersion is not null || _isListed == true);
    }

    /// <summary>At most once a second, and only if there may be something to do.</summary>
    private async Task TellBalancer()
    {
        if (!_hasChangedSize || _closed)
        {
            return;
        }

        _hasChangedSize = false;
        if (!_options.Balance)
        {
            return;
        }

        var load = LoadNow();
        if (load.DrainsFor is null && !_options.IsOver(load) && _options.FillOf(load) > _options.MergeBelow)
        {
            return;
        }

        try
        {
            await GrainFactory.GetGrain<IGalleryBalancerGrain>(GalleryKey).Wake(_header.State.ModelVersion);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _hasChangedSize = true;
            LogNotTold(_logger, exception, _stores.Shard);
        }
    }

    private GridRequestException Outdated() =>
        new(GridError.OutdatedLayout, $"gallery shard '{this.GetPrimaryKeyString()}'", "people have moved since the gallery was described; it is to be asked again");

    [LoggerMessage(Level = LogLevel.Warning, Message = "The balancer of gallery shard {Shard} could not be told of its size; it will be told again.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, string shard);
}

using FaceGrid.Grains.Interfaces.Galleries;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

/// <inheritdoc cref="IGalleryStatisticsGrain"/>
/// <remarks>Reentrant: calls that arrive during a measurement wait for it, and for a second one where it is outdated already.</remarks>
[Reentrant]
public sealed partial class GalleryStatisticsGrain(ILogger<GalleryStatisticsGrain> logger) : Grain, IGalleryStatisticsGrain
{
    /// <summary>Up to so many people a search waits for a measurement: some ten milliseconds.</summary>
    private const int MostWaitedFor = 2000;

    private readonly Dictionary<(string ModelVersion, TemplateFusion Fusion), GalleryAudit> _measured = [];
    private readonly Dictionary<(string ModelVersion, TemplateFusion Fusion), Task<GalleryAudit>> _running = [];

    private string Key => this.GetPrimaryKeyString();

    public async Task<GalleryStatistics> Get(string modelVersion, TemplateFusion fusion, long changes, int people)
    {
        var key = (modelVersion, fusion);
        if (Fresh(key, changes) is { } current)
        {
            return current;
        }

        if (people > MostWaitedFor)
        {
            _ = Background(key);
            return _measured.GetValueOrDefault(key)?.Statistics ?? GalleryStatistics.None;
        }

        var measured = await Measure(key);
        return measured.Statistics.IsFresh(changes) ? measured.Statistics : (await Measure(key)).Statistics;
    }

    public async Task<GalleryAudit> Audit(string modelVersion, TemplateFusion fusion)
    {
        var key = (modelVersion, fusion);
        if (_running.TryGetValue(key, out var running))
        {
            await running;
        }

        var changes = (await new GallerySample(GrainFactory, Key, modelVersion, fusion).Sizes()).Sum(s => s.Changes);
        return _measured.TryGetValue(key, out var last) && last.Statistics.Changes == changes ? last : await Measure(key);
    }

    private GalleryStatistics? Fresh((string, TemplateFusion) key, long changes) =>
        _measured.TryGetValue(key, out var last) && last.Statistics.IsFresh(changes) ? last.Statistics : null;

    private async Task Background((string, TemplateFusion) key)
    {
        try
        {
            await Measure(key);
        }
        catch (Exception exception)
        {
            // The next question measures again.
            LogFailed(logger, exception, Key);
        }
    }

    /// <summary>One measurement at a time for each version and fusion.</summary>
    private Task<GalleryAudit> Measure((string ModelVersion, TemplateFusion Fusion) key)
    {
        if (_running.TryGetValue(key, out var running))
        {
            return running;
        }

        var task = Once();
        if (!task.IsCompleted)
        {
            _running[key] = task;
        }

        return task;

        async Task<GalleryAudit> Once()
        {
            try
            {
                return _measured[key] = await new GallerySample(GrainFactory, Key, key.ModelVersion, key.Fusion).Measure();
            }
            finally
            {
                _running.Remove(key);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the distances of its people could not be measured.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string gallery);
}

using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

public sealed partial class GalleryBalancerGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Gallery {Gallery}: a {Kind} of shards {From} and {To} begins.")]
    private static partial void LogBegun(ILogger logger, string gallery, string kind, int from, int to);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: a step of the rebalance failed and will be retried.")]
    private static partial void LogFailed(ILogger logger, Exception exception, string gallery);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery {Gallery}: the reminder of the balancer could not be changed.")]
    private static partial void LogReminderFailed(ILogger logger, Exception exception, string gallery);
}

using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

public sealed partial class GalleryShardGrain
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery shard {Shard} has quarantined an entry. {Reason}")]
    private static partial void LogQuarantined(ILogger logger, string shard, string reason);
}

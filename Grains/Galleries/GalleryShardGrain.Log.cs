using FaceGrid.Grains.Interfaces;
using Microsoft.Extensions.Logging;

namespace FaceGrid.Grains.Galleries;

public sealed partial class GalleryShardGrain
{
    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Gallery shard {Shard} cannot decrypt stored entries, which are in doubt until their identities are read: {Error}.")]
    private static partial void LogUnreadable(ILogger logger, string shard, GridError error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Gallery shard {Shard} has quarantined an entry: {Error}.")]
    private static partial void LogQuarantined(ILogger logger, string shard, GridError error);
}

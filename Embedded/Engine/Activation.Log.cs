using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace FaceGrid.Embedded.Engine;

/// <content>Messages.</content>
internal sealed partial class Activation
{
    [LoggerMessage(Level = LogLevel.Error, Message = "Grain {Grain} could not be activated.")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Grain {Grain} ended with an error.")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, GrainId grain);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way request {Request} to {Grain} failed.")]
    private static partial void LogOneWayFailed(ILogger logger, Exception exception, Request request, GrainId grain);
}

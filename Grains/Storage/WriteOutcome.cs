using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace FaceGrid.Grains.Storage;

/// <summary>
/// <see cref="StateWriting.EndUnlessDefinite"/> for grains that recognition reads: gallery, shard, model registry. Their answers hold only
/// what was durable before the failed write, which stays a correct answer until another one is given. So the activation ends as soon as
/// storage can be read again, and recognition continues from memory while storage is unavailable.
/// </summary>
/// <param name="read">Reads a state of the grain from storage, without effect on memory.</param>
internal sealed partial class WriteOutcome(Grain grain, Func<Task> read, ILogger logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private bool _isUnknown;

    /// <summary>Reads the state <paramref name="name"/> of a grain into an object of its own.</summary>
    public static Func<Task> Probe<T>(IGrainStorage storage, string name, GrainId grain)
        where T : new() => () => storage.ReadStateAsync(name, grain, new GrainState<T> { State = new T() });

    /// <summary>Awaits a write or clear.</summary>
    public async Task EndUnlessDefinite(Task write)
    {
        try
        {
            await write;
        }
        catch (InconsistentStateException)
        {
            grain.DeactivateOnIdle();
            throw;
        }
        catch (Exception exception) when (!StateWriting.IsUnchanged(exception))
        {
            if (!_isUnknown)
            {
                _isUnknown = true;
                LogUnknown(logger, grain.GetGrainId(), exception.GetType().Name);
                await EndIfReadable();
            }

            throw;
        }
    }

    private async Task EndIfReadable()
    {
        try
        {
            await read();
            grain.DeactivateOnIdle();
        }
        catch (Exception)
        {
            grain.RegisterGrainTimer(
                _ => EndIfReadable(), new GrainTimerCreationOptions(Period, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Grain {Grain}: a write failed with {Exception} and may have been executed; the state will be read again.")]
    private static partial void LogUnknown(ILogger logger, GrainId grain, string exception);
}

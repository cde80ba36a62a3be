using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Vision;
using Orleans.Storage;

namespace FaceGrid.Grains.Jobs;

/// <summary>
/// Classifies failures of a run: <see cref="JobStoppedException.IsJobsFault"/> fails the job, every other failure pauses it.
/// </summary>
internal static class JobFaults
{
    /// <summary>Runs numerics on the device's thread; every failure is the job's.</summary>
    /// <exception cref="JobStoppedException">The work failed.</exception>
    public static async Task<T> OnDevice<T>(ComputeLane lane, Func<T> work)
    {
        try
        {
            return await lane.Run(work);
        }
        catch (Exception exception)
        {
            var isForUsers = exception is BadInputException or GridRequestException or JobEngineException;
            var text = isForUsers ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
            throw new JobStoppedException(text.ReplaceLineEndings(" "), isJobsFault: true, exception);
        }
    }

    /// <summary>Reads a blob. A missing or damaged blob fails the job; any other failure is temporary.</summary>
    /// <exception cref="JobStoppedException">The blob cannot be read.</exception>
    public static async Task<byte[]> FromStore(string what, Func<Task<byte[]>> read)
    {
        try
        {
            return await read();
        }
        catch (Exception exception)
        {
            var isLost = exception is GridRequestException { Error: GridError.MissingBlob or GridError.DamagedBlob };
            throw new JobStoppedException($"{what}: {exception.Message}", isLost, exception);
        }
    }

    /// <summary>Writes; a failure pauses the job.</summary>
    /// <param name="step">Of the run, for the message; null: it has not made a step.</param>
    /// <exception cref="JobStoppedException">The write failed.</exception>
    /// <exception cref="FencedException">The run is no longer the current one.</exception>
    /// <exception cref="InconsistentStateException">Another activation has written the job's state.</exception>
    public static async Task<T> ToStore<T>(string what, int? step, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception exception) when (exception is not (FencedException or InconsistentStateException))
        {
            throw new JobStoppedException(
                $"paused at step {step}: {what} could not be stored ({exception.Message})", isJobsFault: false, exception);
        }
    }
}

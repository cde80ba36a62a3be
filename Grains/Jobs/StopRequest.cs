namespace FaceGrid.Grains.Jobs;

/// <summary>Why a run is to stop before its last step, from the weakest to the strongest.</summary>
internal enum StopRequest
{
    None,

    /// <summary>Another job is to have the device; the job is queued again.</summary>
    Yield,

    /// <summary>The job was paused.</summary>
    Pause,

    /// <summary>The activation ends; the next one resumes the run.</summary>
    Shutdown,

    /// <summary>The job was cancelled, or another activation runs it.</summary>
    Cancel,
}

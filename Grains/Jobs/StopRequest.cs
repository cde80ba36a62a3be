namespace FaceGrid.Grains.Jobs;

/// <summary>Why a run is to end before the last step. The later ones win over the earlier.</summary>
internal enum StopRequest
{
    None,

    /// <summary>Another job is to have the device.</summary>
    Yield,

    /// <summary>Somebody paused the job.</summary>
    Pause,

    /// <summary>The activation ends: another will go on.</summary>
    Shutdown,

    /// <summary>Nobody wants the picture any more.</summary>
    Cancel,
}

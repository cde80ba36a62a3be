using FaceGrid.Grains.Compute;
using FaceGrid.Grains.Interfaces.Jobs;
using FaceGrid.Grains.Interfaces.Models;

namespace FaceGrid.Grains.Jobs;

/// <summary>What a <see cref="JobRunner"/> needs of the grain that it runs in.</summary>
internal interface IJobHost
{
    /// <summary>The engine of this kind of jobs.</summary>
    IJobEngine Engine { get; }

    /// <summary>The device's thread.</summary>
    ComputeLane Lane { get; }

    /// <summary>Name of the result in log entries: picture, encoder.</summary>
    string Product { get; }

    /// <summary>Name in log entries of what <see cref="JobSpecification.NetworkVersion"/> is the version of.</summary>
    string Tools { get; }

    /// <summary>Reads the inputs.</summary>
    /// <exception cref="JobStoppedException">They are missing or have changed.</exception>
    Task<JobInputs> Load(JobSpecification specification);

    /// <summary>Delays the deactivation of the grain while the run makes progress.</summary>
    void KeepActive();

    /// <summary>Sends the job's state to its watchers.</summary>
    void NotifyWatchers();

    /// <summary>Unregisters the reminder of a job that no longer runs. Does not throw.</summary>
    Task UnregisterReminder();

    /// <summary>Reports device time to the scheduler at a checkpoint.</summary>
    /// <returns>True: another job is to have the device.</returns>
    Task<bool> Report(double seconds);

    /// <summary>Returns the device to the scheduler, with the device time since the last report.</summary>
    Task Release(double seconds);

    /// <summary>Registers an encoder that a run has trained with its tenant.</summary>
    Task Register(ModelVersionEntry model);
}

using Orleans.Runtime;

namespace Orleans;

/// <summary>What a class must be to be a grain. <see cref="Grain"/> is the usual way; a class may also implement this itself.</summary>
public interface IGrainBase
{
    IGrainContext GrainContext { get; }

    /// <summary>Runs after the persistent state has been read and before the first request. An exception fails the waiting calls.</summary>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Runs after the last request. Not promised: a process that is killed never calls it.</summary>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}

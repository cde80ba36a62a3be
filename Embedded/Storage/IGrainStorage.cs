using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// A store of grain state, one record for each grain and state name. A write or clear whose ETag is not the stored one throws
/// <see cref="InconsistentStateException"/> and changes nothing; one that returns is durable.
/// </summary>
public interface IGrainStorage
{
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}

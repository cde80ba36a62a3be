namespace Orleans.Core;

/// <summary>The operations of a piece of stored state, whatever its type.</summary>
public interface IStorage
{
    /// <summary>The version last read or written; null where there is no record.</summary>
    string? Etag { get; }

    bool RecordExists { get; }

    Task ClearStateAsync();

    /// <summary>Writes if the store still has the version last seen; <see cref="Storage.InconsistentStateException"/> otherwise.</summary>
    Task WriteStateAsync();

    Task ReadStateAsync();

    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

using FaceGrid.Grains.Storage;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// A storage operation failed and changed nothing: the disk is full, the device fails or the file is damaged. The message is one line that
/// names the file. Derives from <see cref="OrleansException"/> because the runtime wraps other exceptions of a storage provider.
/// </summary>
[GenerateSerializer]
public sealed class GrainStoreException : OrleansException, IUnchangedState
{
    /// <summary>Creates the exception with its message.</summary>
    public GrainStoreException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public GrainStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    [Id(0)]
    public bool IsUnchanged { get; init; } = true;
}

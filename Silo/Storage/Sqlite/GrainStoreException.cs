namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>
/// The store could not do what was asked, and did none of it: a full disk, a failing device, a damaged file. The message is one line that
/// names the file. It derives from <see cref="OrleansException"/> because the runtime wraps all others that a store throws.
/// </summary>
[GenerateSerializer]
public sealed class GrainStoreException : OrleansException
{
    public GrainStoreException(string message)
        : base(message)
    {
    }

    public GrainStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

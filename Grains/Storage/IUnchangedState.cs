namespace FaceGrid.Grains.Storage;

/// <summary>
/// An exception of a storage provider that can prove that a failed write or clear changed nothing. Every other exception leaves the outcome
/// unknown.
/// </summary>
public interface IUnchangedState
{
    /// <summary>True: storage is as it was before the operation, and the operation will not be executed later.</summary>
    bool IsUnchanged { get; }
}

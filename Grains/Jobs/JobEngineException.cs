namespace FaceGrid.Grains.Jobs;

/// <summary>
/// A run cannot be continued for a reason of its own, such as a loss that is not finite. The message is one line for users.
/// </summary>
public sealed class JobEngineException(string message, Exception? innerException = null) : Exception(message, innerException);

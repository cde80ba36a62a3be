namespace FaceGrid.Grains.Jobs;

/// <summary>A run cannot go on, for a reason of its own: its cost is not a number any more, say. The message is one line for people.</summary>
public sealed class JobEngineException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace FaceGrid.Client.Jobs;

/// <summary>The worker ended before it answered. Whether it did what was asked is not known; asking again is right for whatever can be done twice.</summary>
internal sealed class WorkerGoneException(Exception? innerException = null)
    : IOException("the worker has ended without an answer; whether it has done what was asked is not known", innerException);

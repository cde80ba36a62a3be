using FaceGrid.Grains;

namespace FaceGrid.Client.Jobs;

/// <param name="Error">Null: it is not the request's fault.</param>
internal sealed record JobsFault(GridError? Error, string Subject, string Reason)
{
    public static JobsFault Of(Exception exception) => exception is GridRequestException request
        ? new JobsFault(request.Error, request.Subject, request.Message[(request.Subject.Length + 2)..])
        : new JobsFault(null, "the worker", $"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");

    public Exception ToException() => Error is { } error ? new GridRequestException(error, Subject, Reason) : new IOException($"{Subject}: {Reason}");
}

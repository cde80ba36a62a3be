namespace FaceGrid.Embedded.Engine;

/// <summary>The caller's side of a grain method that returns a sequence. Each enumeration calls the method anew.</summary>
internal sealed class RemoteSequence<T>(GrainProxy target, SequenceMethod<T> method, object?[] arguments) : IAsyncEnumerable<T>
{
    public int MaxBatchSize { get; set; } = 100;

    public GrainProxy Target => target;

    public SequenceMethod<T> Method => method;

    /// <summary>The method's arguments, with <paramref name="token"/> where it takes one.</summary>
    public object?[] ArgumentsWith(CancellationToken token)
    {
        var copy = (object?[])arguments.Clone();
        if (method.CancellationIndex >= 0)
        {
            copy[method.CancellationIndex] = token;
        }

        return copy;
    }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        var argument = method.CancellationIndex >= 0 && arguments[method.CancellationIndex] is CancellationToken token ? token : default;
        return new RemoteEnumerator<T>(this, argument, cancellationToken);
    }
}

using FaceGrid.Embedded.Engine;

namespace Orleans.Runtime;

public static class AsyncEnumerableExtensions
{
    /// <summary>How many elements that are ready at once travel together; 100 unless set. Only right on the result of a grain call, before anything else.</summary>
    public static IAsyncEnumerable<T> WithBatchSize<T>(this IAsyncEnumerable<T> self, int maxBatchSize)
    {
        if (self is RemoteSequence<T> sequence)
        {
            sequence.MaxBatchSize = maxBatchSize;
        }

        return self;
    }
}

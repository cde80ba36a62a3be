namespace FaceGrid.Grains.Tests.Support;

/// <summary>Calls that end otherwise than with one answer. Writes down in the journal of its key how they ended.</summary>
public interface ICallGrain : IGrainWithStringKey
{
    /// <exception cref="OddFaceException">Always.</exception>
    Task Fail(string message);

    Task SleepUntilCancelled(CancellationToken token);

    /// <summary>From 0, <paramref name="upTo"/> numbers.</summary>
    IAsyncEnumerable<int> Count(int upTo);

    /// <summary>0, 1, 2, 3, and the next never comes.</summary>
    IAsyncEnumerable<int> Forever(CancellationToken token = default);
}

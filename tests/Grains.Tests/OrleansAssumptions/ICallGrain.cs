namespace FaceGrid.Grains.Tests.OrleansAssumptions;

/// <summary>Calls that do not simply come back. Writes down in the journal of its key how they ended.</summary>
public interface ICallGrain : IGrainWithStringKey
{
    /// <exception cref="OddFaceException">Always.</exception>
    Task Fail(string message);

    Task SleepUntilCancelled(CancellationToken token);

    /// <summary>0, 1, 2 …, without an end.</summary>
    IAsyncEnumerable<int> Forever();
}

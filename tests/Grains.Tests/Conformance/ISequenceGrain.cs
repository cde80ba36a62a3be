namespace FaceGrid.Grains.Tests.Conformance;

public interface ISequenceGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int upTo);

    IAsyncEnumerable<int> CountSlowly(int upTo, string gate);

    IAsyncEnumerable<int> FailAfter(int good);

    IAsyncEnumerable<int> Forever(CancellationToken token = default);

    Task End();

    Task<bool> Ping();
}

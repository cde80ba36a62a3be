using Orleans.Concurrency;

namespace FaceGrid.Grains.Tests.Conformance;

public interface IRefGrain : IGrainWithStringKey
{
    Task<IRefGrain> Self();

    Task<string> KeyOf(IRefGrain other);

    /// <summary>Calls the other, which calls back here.</summary>
    Task<string> CallAround(IRefGrain other, bool reentrant);

    Task<string> CallBack(IRefGrain origin);

    [ResponseTimeout("00:00:02")]
    Task<string> Key();

    [AlwaysInterleave]
    Task<int> Fan(int others);
}

using Orleans.TestingHost;

namespace FaceGrid.Grains.Tests.Support;

/// <summary>
/// Ports that are part of silos' addresses only: an in-process cluster opens none. The default allocator looks for free ones behind mutexes
/// that all processes of the machine share: a stopped process that holds one fails the tests of the others.
/// </summary>
internal sealed class CountedPorts : ITestClusterPortAllocator
{
    private const int FirstGateway = 30_000;

    private int _last;

    public (int, int) AllocateConsecutivePortPairs(int numPorts)
    {
        var first = Interlocked.Add(ref _last, numPorts) - numPorts + 1;
        return (first, FirstGateway + first);
    }

    public void Dispose()
    {
    }
}

using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Costs;

/// <summary>What the backward pass through the first block needs of a band of rows.</summary>
/// <param name="First">First row of the band.</param>
/// <param name="End">The row after its last.</param>
/// <param name="Linear">Maps of the second convolution; null where no term uses them.</param>
/// <param name="Open">The same, rectified; null where <paramref name="Choice"/> suffices, or no rectified map is needed.</param>
/// <param name="Choice">The units chosen by the pooling; null where the maps are stored.</param>
internal sealed record FirstBlockBand(long First, long End, Tensor? Linear, Tensor? Open, MaxChoice? Choice) : IDisposable
{
    public void Dispose()
    {
        Linear?.Dispose();
        Open?.Dispose();
        Choice?.Dispose();
    }
}

using FaceGrid.Grains.Jobs;
using FaceGrid.Silo.Options;

namespace FaceGrid.Silo.Placement;

/// <summary>One job for each silo that grains which compute may go to.</summary>
internal sealed class ClusterJobSlots(ISiloStatusOracle silos, SiloDirectory directory, SiloOptions options) : IJobSlots
{
    public int Now => directory.WithDevice(silos.GetApproximateSiloStatuses(onlyActive: true).Keys, options.Gpu.Fallback).Count;
}

using FaceGrid.Grains.Jobs;
using FaceGrid.Silo.Options;

namespace FaceGrid.Silo.Placement;

/// <summary>One job slot for each active silo on which grains that compute are placed.</summary>
internal sealed class ClusterJobSlots(ISiloStatusOracle silos, SiloDirectory directory, SiloOptions options) : IJobSlots
{
    public int Now => directory.WithDevice(silos.GetApproximateSiloStatuses(onlyActive: true).Keys, options.Gpu.Fallback).Count;
}

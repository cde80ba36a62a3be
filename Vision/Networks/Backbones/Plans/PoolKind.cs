namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>What becomes of the units under a window.</summary>
internal enum PoolKind
{
    /// <summary>The largest.</summary>
    Max,

    /// <summary>The mean, zeros of the padding included.</summary>
    Average,

    /// <summary>The root of the sum of squares, as FaceNet (Schroff et al. 2015) has it in some modules.</summary>
    L2,
}

namespace FaceGrid.Vision.Networks.Backbones.Plans;

/// <summary>How the units under a pooling window are combined.</summary>
internal enum PoolKind
{
    /// <summary>The maximum.</summary>
    Max,

    /// <summary>The mean, including the zeros of the padding.</summary>
    Average,

    /// <summary>The root of the sum of squares, as in some modules of FaceNet (Schroff et al. 2015).</summary>
    L2,
}

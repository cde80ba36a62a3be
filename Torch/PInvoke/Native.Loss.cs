using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/loss.cpp: Losses. reduction: 0 none, 1 mean, 2 sum (at::Reduction).</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_cross_entropy(nint a, nint target, nint weight, long ignoreIndex, long reduction, double smoothing);

    [DllImport(Library)]
    internal static extern nint fg_nll_loss(nint a, nint target, nint weight, long ignoreIndex, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_mse_loss(nint a, nint target, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_l1_loss(nint a, nint target, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_smooth_l1_loss(nint a, nint target, long reduction, double beta);

    [DllImport(Library)]
    internal static extern nint fg_huber_loss(nint a, nint target, long reduction, double delta);

    [DllImport(Library)]
    internal static extern nint fg_bce(nint a, nint target, nint weight, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_bce_logits(nint a, nint target, nint weight, nint posWeight, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_kl_div(nint a, nint target, long reduction, bool logTarget);

    [DllImport(Library)]
    internal static extern nint fg_triplet_margin_loss(nint anchor, nint positive, nint negative, double margin, double p, double eps, bool swap, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_cosine_embedding_loss(nint a, nint b, nint target, double margin, long reduction);

    [DllImport(Library)]
    internal static extern nint fg_margin_ranking_loss(nint a, nint b, nint target, double margin, long reduction);
}

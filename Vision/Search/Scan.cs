using System.Runtime.CompilerServices;
using FaceGrid.Vision.Search.Kernels;

namespace FaceGrid.Vision.Search;

/// <summary>
/// The first pass of a search: compares every group of every block with one or more probes, using the best kernel for the
/// processor.
/// </summary>
internal static unsafe class Scan
{
    /// <summary>
    /// The fastest kernel that the runtime supports. Its switches select the others: DOTNET_EnableAVXVNNI=0, DOTNET_EnableAVX512=0,
    /// DOTNET_EnableAVX2=0, DOTNET_EnableHWIntrinsic=0.
    /// </summary>
    public static ScanKernelChoice Fastest { get; } =
        AvxVnniKernel.IsSupported ? ScanKernelChoice.AvxVnni
        : Avx512Kernel.IsSupported ? ScanKernelChoice.Avx512
        : Avx2Kernel.IsSupported ? ScanKernelChoice.Avx2
        : Vector128Kernel.IsSupported ? ScanKernelChoice.Vector128
        : ScanKernelChoice.Scalar;

    public static bool IsSupported(ScanKernelChoice kernel) => kernel switch
    {
        ScanKernelChoice.AvxVnni => AvxVnniKernel.IsSupported,
        ScanKernelChoice.Avx512 => Avx512Kernel.IsSupported,
        ScanKernelChoice.Avx2 => Avx2Kernel.IsSupported,
        ScanKernelChoice.Vector128 => Vector128Kernel.IsSupported,
        _ => true,
    };

    public static string NameOf(ScanKernelChoice kernel) => kernel switch
    {
        ScanKernelChoice.AvxVnni => AvxVnniKernel.Name,
        ScanKernelChoice.Avx512 => Avx512Kernel.Name,
        ScanKernelChoice.Avx2 => Avx2Kernel.Name,
        ScanKernelChoice.Vector128 => Vector128Kernel.Name,
        _ => ScalarKernel.Name,
    };

    /// <summary>Runs the first pass.</summary>
    /// <param name="blocks">The blocks to scan; the caller must keep them reachable.</param>
    /// <param name="probes">Codes, one for each of <paramref name="passes"/>.</param>
    /// <param name="passes">Receive the candidates of each probe.</param>
    public static void Run(ScanKernelChoice kernel, ReadOnlySpan<TemplateBlock> blocks, ProbeCodes* probes, ReadOnlySpan<ProbePass> passes)
    {
        switch (kernel)
        {
            case ScanKernelChoice.AvxVnni:
                Run<AvxVnniKernel>(blocks, probes, passes);
                break;
            case ScanKernelChoice.Avx512:
                Run<Avx512Kernel>(blocks, probes, passes);
                break;
            case ScanKernelChoice.Avx2:
                Run<Avx2Kernel>(blocks, probes, passes);
                break;
            case ScanKernelChoice.Vector128:
                Run<Vector128Kernel>(blocks, probes, passes);
                break;
            default:
                Run<ScalarKernel>(blocks, probes, passes);
                break;
        }
    }

    /// <summary>Runs <see cref="IScanKernel.Pass"/> of a kernel on one group.</summary>
    public static ulong Pass(ScanKernelChoice kernel, byte* group, ProbeCodes* probe, float threshold, int* dots) => kernel switch
    {
        ScanKernelChoice.AvxVnni => AvxVnniKernel.Pass(group, probe, threshold, dots),
        ScanKernelChoice.Avx512 => Avx512Kernel.Pass(group, probe, threshold, dots),
        ScanKernelChoice.Avx2 => Avx2Kernel.Pass(group, probe, threshold, dots),
        ScanKernelChoice.Vector128 => Vector128Kernel.Pass(group, probe, threshold, dots),
        _ => ScalarKernel.Pass(group, probe, threshold, dots),
    };

    // The outer loop is over groups, the inner over probes, so that the 8 KiB of a group stay in the first-level cache. Compiled
    // with full optimisation at once, because tiered compilation would make the first searches of a process ten times slower.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TKernel>(ReadOnlySpan<TemplateBlock> blocks, ProbeCodes* probes, ReadOnlySpan<ProbePass> passes)
        where TKernel : struct, IScanKernel
    {
        var dots = stackalloc int[TemplateBlock.GroupRows];
        for (var b = 0; b < blocks.Length; b++)
        {
            var block = blocks[b];
            var group = block.First;
            for (var g = 0; g < TemplateBlock.Groups; g++, group += TemplateBlock.GroupStride)
            {
                for (var i = 0; i < passes.Length; i++)
                {
                    var mask = TKernel.Pass(group, probes + i, passes[i].Threshold(TemplateBlock.TermsOf(group)), dots);
                    if (mask != 0)
                    {
                        passes[i].AddRows(block, b, g, mask, dots);
                    }
                }
            }
        }
    }
}

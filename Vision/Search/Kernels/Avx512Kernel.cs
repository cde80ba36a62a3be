using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceGrid.Vision.Search.Kernels;

/// <summary>
/// 16 lanes of 32 bits, 64 rows in four accumulators, no remainder, for AVX-512BW without VNNI. vpmaddubsw would saturate
/// (255 x 127 x 2 &gt; 2¹⁵), so the bytes are split into even and odd ones, widened to 16 bits by a mask and a shift, and
/// multiplied by vpmaddwd, which is exact.
/// </summary>
internal unsafe struct Avx512Kernel : IScanKernel
{
    public static bool IsSupported => Avx512BW.IsSupported;

    public static string Name => "AVX-512BW, 16 lanes";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pass(byte* group, ProbeCodes* probe, float threshold, int* dots)
    {
        var start = Vector512.Create(probe->Start);
        var a0 = start;
        var a1 = start;
        var a2 = start;
        var a3 = start;
        var rows = group;
        for (var quad = 0; quad < ProbeCodes.QuadCount; quad++)
        {
            var even = Vector512.Create(probe->Even[quad]).AsInt16();
            var odd = Vector512.Create(probe->Odd[quad]).AsInt16();
            a0 += Multiply(rows, even, odd);
            a1 += Multiply(rows + 64, even, odd);
            a2 += Multiply(rows + 128, even, odd);
            a3 += Multiply(rows + 192, even, odd);
            rows += TemplateBlock.QuadStride;
        }

        var scales = (float*)(group + TemplateBlock.ScalesOffset);
        var t = Vector512.Create(threshold);
        var mask = Compare(a0, scales, t)
            | (Compare(a1, scales + 16, t) << 16)
            | (Compare(a2, scales + 32, t) << 32)
            | (Compare(a3, scales + 48, t) << 48);
        if (mask != 0)
        {
            a0.Store(dots);
            a1.Store(dots + 16);
            a2.Store(dots + 32);
            a3.Store(dots + 48);
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Multiply(byte* rows, Vector512<short> even, Vector512<short> odd)
    {
        var codes = Vector512.LoadAligned(rows).AsUInt16();
        var evenCodes = (codes & Vector512.Create((ushort)0xFF)).AsInt16();
        var oddCodes = (codes >> 8).AsInt16();
        return Avx512BW.MultiplyAddAdjacent(evenCodes, even) + Avx512BW.MultiplyAddAdjacent(oddCodes, odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Compare(Vector512<int> dots, float* scales, Vector512<float> threshold) =>
        Vector512.GreaterThanOrEqual(Vector512.ConvertToSingle(dots) * Vector512.LoadAligned(scales), threshold)
            .ExtractMostSignificantBits();
}

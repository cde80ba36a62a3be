using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceGrid.Vision.Search.Kernels;

/// <summary>
/// 8 lanes of 32 bits, 64 rows in two turns of four accumulators, no remainder, for AVX2 without VNNI. Even and odd bytes are
/// widened to 16 bits by a mask and a shift and multiplied by vpmaddwd, which is exact where vpmaddubsw would saturate.
/// </summary>
internal unsafe struct Avx2Kernel : IScanKernel
{
    public static bool IsSupported => Avx2.IsSupported;

    public static string Name => "AVX2, 8 lanes";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pass(byte* group, ProbeCodes* probe, float threshold, int* dots) =>
        Half(group, (float*)(group + TemplateBlock.ScalesOffset), probe, threshold, dots)
        | (Half(group + 128, (float*)(group + TemplateBlock.ScalesOffset) + 32, probe, threshold, dots + 32) << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Half(byte* rows, float* scales, ProbeCodes* probe, float threshold, int* dots)
    {
        var start = Vector256.Create(probe->Start);
        var a0 = start;
        var a1 = start;
        var a2 = start;
        var a3 = start;
        for (var quad = 0; quad < ProbeCodes.QuadCount; quad++)
        {
            var even = Vector256.Create(probe->Even[quad]).AsInt16();
            var odd = Vector256.Create(probe->Odd[quad]).AsInt16();
            a0 += Multiply(rows, even, odd);
            a1 += Multiply(rows + 32, even, odd);
            a2 += Multiply(rows + 64, even, odd);
            a3 += Multiply(rows + 96, even, odd);
            rows += TemplateBlock.QuadStride;
        }

        // Both halves always store, because one may pass without the other.
        a0.Store(dots);
        a1.Store(dots + 8);
        a2.Store(dots + 16);
        a3.Store(dots + 24);
        var t = Vector256.Create(threshold);
        return Compare(a0, scales, t)
            | (Compare(a1, scales + 8, t) << 8)
            | (Compare(a2, scales + 16, t) << 16)
            | (Compare(a3, scales + 24, t) << 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Multiply(byte* rows, Vector256<short> even, Vector256<short> odd)
    {
        var codes = Vector256.LoadAligned(rows).AsUInt16();
        var evenCodes = (codes & Vector256.Create((ushort)0xFF)).AsInt16();
        var oddCodes = (codes >> 8).AsInt16();
        return Avx2.MultiplyAddAdjacent(evenCodes, even) + Avx2.MultiplyAddAdjacent(oddCodes, odd);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Compare(Vector256<int> dots, float* scales, Vector256<float> threshold) =>
        Vector256.GreaterThanOrEqual(Vector256.ConvertToSingle(dots) * Vector256.LoadAligned(scales), threshold)
            .ExtractMostSignificantBits();
}

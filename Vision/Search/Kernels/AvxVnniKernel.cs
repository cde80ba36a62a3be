using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace FaceGrid.Vision.Search.Kernels;

/// <summary>
/// 8 lanes of 32 bits, 64 rows in eight accumulators, no remainder: vpdpbusd multiplies unsigned row bytes with signed probe bytes
/// and adds four products to a lane. (.NET 10 has no 512-bit form; two 256-bit instructions per cycle have the same throughput.)
/// </summary>
internal unsafe struct AvxVnniKernel : IScanKernel
{
    public static bool IsSupported => AvxVnni.IsSupported;

    public static string Name => "AVX-VNNI, 8 lanes";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pass(byte* group, ProbeCodes* probe, float threshold, int* dots)
    {
        var start = Vector256.Create(probe->Start);
        var a0 = start;
        var a1 = start;
        var a2 = start;
        var a3 = start;
        var a4 = start;
        var a5 = start;
        var a6 = start;
        var a7 = start;
        var rows = group;
        var quads = (int*)probe->Codes;
        for (var quad = 0; quad < ProbeCodes.QuadCount; quad++)
        {
            var u = Vector256.Create(quads[quad]).AsSByte();
            a0 = AvxVnni.MultiplyWideningAndAdd(a0, Vector256.LoadAligned(rows), u);
            a1 = AvxVnni.MultiplyWideningAndAdd(a1, Vector256.LoadAligned(rows + 32), u);
            a2 = AvxVnni.MultiplyWideningAndAdd(a2, Vector256.LoadAligned(rows + 64), u);
            a3 = AvxVnni.MultiplyWideningAndAdd(a3, Vector256.LoadAligned(rows + 96), u);
            a4 = AvxVnni.MultiplyWideningAndAdd(a4, Vector256.LoadAligned(rows + 128), u);
            a5 = AvxVnni.MultiplyWideningAndAdd(a5, Vector256.LoadAligned(rows + 160), u);
            a6 = AvxVnni.MultiplyWideningAndAdd(a6, Vector256.LoadAligned(rows + 192), u);
            a7 = AvxVnni.MultiplyWideningAndAdd(a7, Vector256.LoadAligned(rows + 224), u);
            rows += TemplateBlock.QuadStride;
        }

        var scales = (float*)(group + TemplateBlock.ScalesOffset);
        var t = Vector256.Create(threshold);
        var mask = Compare(a0, scales, t)
            | (Compare(a1, scales + 8, t) << 8)
            | (Compare(a2, scales + 16, t) << 16)
            | (Compare(a3, scales + 24, t) << 24)
            | (Compare(a4, scales + 32, t) << 32)
            | (Compare(a5, scales + 40, t) << 40)
            | (Compare(a6, scales + 48, t) << 48)
            | (Compare(a7, scales + 56, t) << 56);
        if (mask != 0)
        {
            a0.Store(dots);
            a1.Store(dots + 8);
            a2.Store(dots + 16);
            a3.Store(dots + 24);
            a4.Store(dots + 32);
            a5.Store(dots + 40);
            a6.Store(dots + 48);
            a7.Store(dots + 56);
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Compare(Vector256<int> dots, float* scales, Vector256<float> threshold) =>
        Vector256.GreaterThanOrEqual(Vector256.ConvertToSingle(dots) * Vector256.LoadAligned(scales), threshold)
            .ExtractMostSignificantBits();
}

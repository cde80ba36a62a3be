using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search.Kernels;

/// <summary>
/// 4 lanes of 32 bits, portable (SSE, Arm NEON), no remainder: the four bytes of a lane are shifted out one after the other and
/// multiplied in 32 bits.
/// </summary>
internal unsafe struct Vector128Kernel : IScanKernel
{
    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static string Name => "Vector128, 4 lanes";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pass(byte* group, ProbeCodes* probe, float threshold, int* dots)
    {
        var scales = (float*)(group + TemplateBlock.ScalesOffset);
        var t = Vector128.Create(threshold);
        ulong mask = 0;
        for (var row = 0; row < TemplateBlock.GroupRows; row += 4)
        {
            var sum = Dots(group + (row * 4), probe);
            sum.Store(dots + row);
            var products = Vector128.ConvertToSingle(sum) * Vector128.LoadAligned(scales + row);
            mask |= (ulong)Vector128.GreaterThanOrEqual(products, t).ExtractMostSignificantBits() << row;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Dots(byte* rows, ProbeCodes* probe)
    {
        var low = Vector128.Create(0xFFu);
        var sum = Vector128.Create(probe->Start);
        for (var i = 0; i < FaceEncoding.Dimension; i += 4)
        {
            var codes = Vector128.LoadAligned((uint*)rows);
            sum += (codes & low).AsInt32() * Vector128.Create((int)probe->Codes[i]);
            sum += ((codes >> 8) & low).AsInt32() * Vector128.Create((int)probe->Codes[i + 1]);
            sum += ((codes >> 16) & low).AsInt32() * Vector128.Create((int)probe->Codes[i + 2]);
            sum += (codes >> 24).AsInt32() * Vector128.Create((int)probe->Codes[i + 3]);
            rows += TemplateBlock.QuadStride;
        }

        return sum;
    }
}

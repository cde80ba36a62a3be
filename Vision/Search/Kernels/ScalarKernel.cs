using System.Runtime.CompilerServices;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search.Kernels;

/// <summary>One row at a time without vectors: the reference for the other kernels, and the fallback.</summary>
internal unsafe struct ScalarKernel : IScanKernel
{
    public static bool IsSupported => true;

    public static string Name => "scalar";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pass(byte* group, ProbeCodes* probe, float threshold, int* dots)
    {
        var scales = (float*)(group + TemplateBlock.ScalesOffset);
        ulong mask = 0;
        for (var row = 0; row < TemplateBlock.GroupRows; row++)
        {
            var sum = probe->Start;
            for (var i = 0; i < FaceEncoding.Dimension; i++)
            {
                sum += group[(i / 4 * TemplateBlock.QuadStride) + (row * 4) + (i % 4)] * probe->Codes[i];
            }

            dots[row] = sum;
            mask |= sum * scales[row] >= threshold ? 1ul << row : 0;
        }

        return mask;
    }
}

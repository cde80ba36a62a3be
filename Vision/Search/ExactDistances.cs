using System.Runtime.CompilerServices;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Search;

/// <summary>
/// Exact distances to four rows at a time: the sums of <see cref="FaceEncoding.SquaredDistance"/>, in the same order and hence with
/// the same bits, interleaved so that their additions run in parallel.
/// </summary>
internal static class ExactDistances
{
    public const int AtOnce = 4;

    /// <param name="probe">128 floats.</param>
    /// <param name="rows">One to four rows.</param>
    /// <param name="distances">Receives as many distances.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of(
        ReadOnlySpan<float> probe, ReadOnlySpan<TemplateBlock> blocks, ReadOnlySpan<ScanCandidate> rows, Span<double> distances)
    {
        if (rows.Length < AtOnce)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                distances[i] = FaceEncoding.SquaredDistance(probe, Encoding(blocks, rows[i].Row));
            }

            return;
        }

        var a = Encoding(blocks, rows[0].Row);
        var b = Encoding(blocks, rows[1].Row);
        var c = Encoding(blocks, rows[2].Row);
        var d = Encoding(blocks, rows[3].Row);
        double sumA = 0, sumB = 0, sumC = 0, sumD = 0;
        for (var i = 0; i < probe.Length; i++)
        {
            double p = probe[i];
            var da = p - a[i];
            var db = p - b[i];
            var dc = p - c[i];
            var dd = p - d[i];
            sumA += da * da;
            sumB += db * db;
            sumC += dc * dc;
            sumD += dd * dd;
        }

        distances[0] = sumA;
        distances[1] = sumB;
        distances[2] = sumC;
        distances[3] = sumD;
    }

    private static ReadOnlySpan<float> Encoding(ReadOnlySpan<TemplateBlock> blocks, int row) =>
        blocks[row / TemplateBlock.Rows].Encoding(row % TemplateBlock.Rows);
}

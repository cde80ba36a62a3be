using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Torch;

public sealed class TensorReductionTests
{
    private const int Rows = 5;
    private const int Columns = 7;
    private static readonly double[] s_values = Near.Numbers(Rows * Columns);

    private static Tensor Matrix => tensor(s_values, [Rows, Columns]);

    private static double[] Row(int r) => s_values[(r * Columns)..((r + 1) * Columns)];

    private static double[] PerRow(Func<double[], double> f) => [.. Enumerable.Range(0, Rows).Select(r => f(Row(r)))];

    private static double Variance(double[] x, int correction) => x.Sum(v => Math.Pow(v - x.Average(), 2)) / (x.Length - correction);

    [Fact]
    public void Reductions_OverADimension_AsInDoubles()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Matrix;

        Near.Equal(PerRow(x => x.Sum()), a.sum(1), 1e-12);
        Near.Equal(PerRow(x => x.Average()), a.mean([1L]), 1e-12);
        Near.Equal(PerRow(x => Variance(x, 1)), a.var(1), 1e-12);
        Near.Equal(PerRow(x => Math.Sqrt(Variance(x, 0))), a.std(1, unbiased: false), 1e-12);
        Near.Equal(PerRow(x => x.Max()), a.max(1).values, 1e-12);
        Near.Equal(PerRow(x => Array.IndexOf(x, x.Max())), a.max(1).indexes);
        Near.Equal(PerRow(x => x.Min()), a.amin([1L]), 1e-12);
        Near.Equal(PerRow(x => Array.IndexOf(x, x.Min())), a.argmin(1));
        Near.Equal(PerRow(x => x.Aggregate(1.0, (p, v) => p * v)), a.prod(1L), 1e-12);
        Near.Equal(PerRow(x => Math.Log(x.Sum(Math.Exp))), a.logsumexp(1), 1e-12);
        Near.Equal(PerRow(x => Math.Sqrt(x.Sum(v => v * v))), a.norm(1), 1e-12);
        Near.Equal(PerRow(x => x.Sum(Math.Abs)), linalg.norm(a, 1.0, [1L]), 1e-12);
        Assert.Equal([Rows, 1L], a.sum(1, keepdim: true).shape);
        Assert.Equal([(long)Columns], a.amax([0L]).shape);
    }

    [Fact]
    public void Reductions_OverEverything_AsInDoubles()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Matrix;

        Assert.Equal(s_values.Sum(), a.sum().ToDouble(), 12);
        Assert.Equal(s_values.Average(), a.mean().ToDouble(), 12);
        Assert.Equal(Variance(s_values, 1), a.var().ToDouble(), 12);
        Assert.Equal(Math.Sqrt(s_values.Sum(v => v * v)), a.norm().ToDouble(), 12);
        Assert.Equal(Array.IndexOf(s_values, s_values.Max()), a.argmax().item<long>());
        Assert.True((a < 2).all().ToBoolean());
        Assert.False((a > 2).any().ToBoolean());
        Assert.Equal(s_values.Count(v => v > 0), (a > 0).sum().item<long>());
    }

    [Fact]
    public void Orders_SortTopkCumsum_AsInDoubles()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor row = tensor(Row(2));

        (Tensor top, Tensor at) = row.topk(3);
        Near.Equal([.. Row(2).OrderDescending().Take(3)], top, 1e-12);
        Near.Equal([.. Row(2).OrderDescending().Take(3).Select(v => (double)Array.IndexOf(Row(2), v))], at);
        Near.Equal([.. Row(2).Order()], row.sort().Values, 1e-12);
        double running = 0;
        Near.Equal([.. Row(2).Select(v => running += v)], row.cumsum(0), 1e-12);
    }

    [Fact]
    public void Softmax_Rows_SumToOne()
    {
        using DisposeScope scope = NewDisposeScope();

        Near.Equal(PerRow(x => Math.Exp(x[1]) / x.Sum(Math.Exp)), Matrix.softmax(1)[TensorIndex.Colon, 1], 1e-12);
        Near.Equal(PerRow(_ => 1), Matrix.log_softmax(1).exp().sum(1), 1e-12);
    }

    [Fact]
    public void Products_Matrices_AsTripleLoop()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor a = Matrix;
        double[] gram = new double[Rows * Rows], distances = new double[Rows * Rows];
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Rows; j++)
            {
                gram[(i * Rows) + j] = Row(i).Zip(Row(j), (x, y) => x * y).Sum();
                distances[(i * Rows) + j] = Math.Sqrt(Row(i).Zip(Row(j), (x, y) => (x - y) * (x - y)).Sum());
            }
        }

        Near.Equal(gram, a.matmul(a.t()), 1e-12);
        Near.Equal(gram, mm(a, a.t()), 1e-12);
        Near.Equal([.. gram, .. gram], stack([a, a]).bmm(stack([a, a]).transpose(1, 2)), 1e-12);
        Near.Equal(gram, einsum("ik,jk->ij", a, a), 1e-12);
        Near.Equal(distances, cdist(a, a, compute_mode: compute_mode.donot_use_mm_for_euclid_dist), 1e-12);
        Near.Equal([gram[1]], a[0].dot(a[1]), 1e-12);
    }
}

using System.Numerics;
using System.Runtime.InteropServices;

namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>
/// Logistic regression with L2: J(w, c) = 1/n Σ log(1 + exp(−yᵢ(w·xᵢ + c))) + λ/2 ‖w‖², yᵢ = ±1, the intercept c free.
/// Strictly convex in w, so the minimum is unique; with λ &gt; 0 and both classes present it is finite even where the
/// classes can be separated.
/// </summary>
internal sealed class LogisticProblem
{
    private readonly double[] _rows;
    private readonly bool[] _positive;
    private readonly int _features;
    private readonly double _lambda;

    /// <param name="rows">n rows of <paramref name="features"/> numbers, one after another.</param>
    public LogisticProblem(double[] rows, bool[] positive, int features, double lambda)
    {
        if (rows.Length != positive.Length * features)
        {
            throw new ArgumentException($"{rows.Length} numbers for {positive.Length} rows of {features}", nameof(rows));
        }

        if (!positive.Contains(true) || !positive.Contains(false))
        {
            throw new ArgumentException("both classes are needed: with one the intercept grows without end", nameof(positive));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lambda);
        _rows = rows;
        _positive = positive;
        _features = features;
        _lambda = lambda;
    }

    /// <summary>Parameters: the weights, and the intercept as the last.</summary>
    public int Parameters => _features + 1;

    /// <summary>log(1 + e^z) without overflow.</summary>
    public static double Softplus(double z) => z > 0 ? z + LogP1(Math.Exp(-z)) : LogP1(Math.Exp(z));

    /// <summary>1 / (1 + e^−z) without overflow.</summary>
    public static double Sigmoid(double z) => z >= 0 ? 1 / (1 + Math.Exp(-z)) : Math.Exp(z) / (1 + Math.Exp(z));

    /// <summary>J.</summary>
    public double Value(ReadOnlySpan<double> parameters)
    {
        double loss = 0;
        for (var i = 0; i < _positive.Length; i++)
        {
            var z = Score(i, parameters);
            loss += Softplus(_positive[i] ? -z : z);
        }

        return (loss / _positive.Length) + (_lambda / 2 * SquaredNorm(parameters[.._features]));
    }

    /// <summary>∇J, and ∇²J as a lower triangle, row by row, where <paramref name="hessian"/> is not empty.</summary>
    public void Derivatives(ReadOnlySpan<double> parameters, Span<double> gradient, Span<double> hessian)
    {
        var size = Parameters;
        gradient.Clear();
        hessian.Clear();
        var row = new double[size];
        row[^1] = 1;
        for (var i = 0; i < _positive.Length; i++)
        {
            _rows.AsSpan(i * _features, _features).CopyTo(row);
            var p = Sigmoid(Score(i, parameters));
            Add(gradient, row, p - (_positive[i] ? 1 : 0));
            if (hessian.Length > 0)
            {
                var curvature = p * (1 - p);
                for (var j = 0; j < size; j++)
                {
                    Add(hessian.Slice(j * size, j + 1), row, curvature * row[j]);
                }
            }
        }

        var scale = 1.0 / _positive.Length;
        foreach (ref var value in gradient)
        {
            value *= scale;
        }

        foreach (ref var value in hessian)
        {
            value *= scale;
        }

        for (var j = 0; j < _features; j++)
        {
            gradient[j] += _lambda * parameters[j];
            if (hessian.Length > 0)
            {
                hessian[(j * size) + j] += _lambda;
            }
        }
    }

    /// <summary>log(1 + x) with full precision near 0 (Kahan's correction).</summary>
    private static double LogP1(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : Math.Log(u) * x / (u - 1);
    }

    private double Score(int row, ReadOnlySpan<double> parameters)
    {
        var z = parameters[_features];
        var x = _rows.AsSpan(row * _features, _features);
        for (var j = 0; j < x.Length; j++)
        {
            z += x[j] * parameters[j];
        }

        return z;
    }

    private static double SquaredNorm(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value * value;
        }

        return sum;
    }

    /// <summary>to += factor · from. Lanes do not mix, so every vector width gives the same bits.</summary>
    private static void Add(Span<double> to, ReadOnlySpan<double> from, double factor)
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(to);
        var source = MemoryMarshal.Cast<double, Vector<double>>(from[..to.Length]);
        var factors = new Vector<double>(factor);
        for (var i = 0; i < lanes.Length; i++)
        {
            lanes[i] += source[i] * factors;
        }

        for (var i = lanes.Length * Vector<double>.Count; i < to.Length; i++)
        {
            to[i] += from[i] * factor;
        }
    }
}

namespace FaceGrid.Vision.Faces.VerificationHeads;

/// <summary>
/// Newton's method with a backtracking line search (iteratively reweighted least squares): exact to rounding, no random
/// start, the same bits on every run.
/// </summary>
internal static class LogisticRegression
{
    private const int MostSteps = 200;

    /// <summary>Newton steps in the last bits of J; each squares the error, so few are enough.</summary>
    private const int MostPolishes = 3;

    /// <summary>Largest component of ∇J at which the minimum is taken as found; J itself is of the order of 1.</summary>
    private const double Tolerance = 1e-10;

    /// <summary>The weights, and the intercept as the last number.</summary>
    public static double[] Fit(LogisticProblem problem)
    {
        var size = problem.Parameters;
        var parameters = new double[size];
        var gradient = new double[size];
        var hessian = new double[size * size];
        var trial = new double[size];
        var value = problem.Value(parameters);
        var polished = 0;
        for (var step = 0; step < MostSteps; step++)
        {
            problem.Derivatives(parameters, gradient, hessian);
            if (gradient.Max(Math.Abs) < Tolerance)
            {
                break;
            }

            var direction = Solve(hessian, gradient);
            double slope = 0;
            for (var i = 0; i < size; i++)
            {
                slope += direction[i] * gradient[i];
            }

            if (slope < 1e-13 * (1 + value))
            {
                // So near to the minimum J cannot tell points apart any more, but its gradient can: whole Newton steps.
                if (polished++ == MostPolishes)
                {
                    break;
                }

                for (var i = 0; i < size; i++)
                {
                    parameters[i] -= direction[i];
                }

                continue;
            }

            var length = 1.0;
            double tried;
            while (true)
            {
                for (var i = 0; i < size; i++)
                {
                    trial[i] = parameters[i] - (length * direction[i]);
                }

                tried = problem.Value(trial);
                if (tried <= value - (1e-4 * length * slope) || length < 1e-12)
                {
                    break;
                }

                length /= 2;
            }

            if (!(tried < value))
            {
                // No step lowers J any more: its last bits are rounding.
                break;
            }

            value = tried;
            (parameters, trial) = (trial, parameters);
        }

        return parameters;
    }

    /// <summary>x with H x = g, by Cholesky; H is a lower triangle and is overwritten.</summary>
    private static double[] Solve(double[] matrix, double[] right)
    {
        var size = right.Length;
        for (var j = 0; j < size; j++)
        {
            for (var i = j; i < size; i++)
            {
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                }

                // Where all answers are certain the intercept has no curvature left; a floor keeps the step finite.
                matrix[(i * size) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-14)) : sum / matrix[(j * size) + j];
            }
        }

        var x = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= matrix[(i * size) + k] * x[k];
            }

            x[i] /= matrix[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                x[i] -= matrix[(k * size) + i] * x[k];
            }

            x[i] /= matrix[(i * size) + i];
        }

        return x;
    }
}

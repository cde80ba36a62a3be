namespace FaceGrid.Vision.Faces.Quality;

/// <summary>Fits the pose of the mean face to five points.</summary>
internal static class HeadPoseFit
{
    private const int Count = 5;

    /// <summary>Number of residuals: two coordinates of each point, and the pitch prior.</summary>
    private const int Residual = (Count * 2) + 1;

    /// <summary>
    /// Weight of the pitch prior: the deviation of faces from the mean in template pixels (mainly the length of the nose), divided
    /// by the prior's standard deviation of 15°.
    /// </summary>
    private const double PitchWeight = 2 / (15 * Degree);
    private const int Rounds = 50;
    private const double Degree = Math.PI / 180;

    /// <summary>
    /// Eyes, nose tip, corners of the mouth: x to the image's right, y down, z towards the camera, in pixels of the template
    /// (1.8 mm at a distance of 63 mm between the pupils), origin between the eyes. x and y are the template's; the nose tip
    /// lies about 25 mm before the pupils, the corners of the mouth about as deep as the pupils.
    /// </summary>
    private static readonly (double X, double Y, double Z)[] MeanFace =
        [(-17.6, 0, 0), (17.6, 0, 0), (0, 20.1, 14), (-14.6, 40.7, 0.5), (14.6, 40.7, 0.5)];

    public static HeadPose? Of(IReadOnlyList<ImagePoint> points)
    {
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        var seen = points.Select(p => (X: p.X - mx, Y: p.Y - my)).ToArray();
        var spread = seen.Sum(p => (p.X * p.X) + (p.Y * p.Y));
        if (!(spread > 1e-9 && double.IsFinite(spread)))
        {
            return null;
        }

        var roll = Math.Atan2(points[1].Y - points[0].Y, points[1].X - points[0].X);
        double[] pose = [0, 0, roll];
        var error = Error(pose, seen);
        var damping = 1e-2;
        for (var round = 0; round < Rounds && damping < 1e8; round++)
        {
            var (square, gradient) = Normal(pose, seen);
            for (var i = 0; i < 3; i++)
            {
                square[i, i] *= 1 + damping;
                square[i, i] += 1e-12;
            }

            var step = Solve(square, gradient);
            double[] next = [pose[0] - step[0], pose[1] - step[1], pose[2] - step[2]];
            var better = Error(next, seen);
            if (better < error)
            {
                var gained = error - better;
                (pose, error, damping) = (next, better, damping * 0.3);
                if (gained < 1e-12 * spread)
                {
                    break;
                }
            }
            else
            {
                damping *= 4;
            }
        }

        return new HeadPose(pose[0] / Degree, pose[1] / Degree, Math.IEEERemainder(pose[2] / Degree, 360));
    }

    private static double Error(double[] pose, (double X, double Y)[] seen)
    {
        Span<double> residuals = stackalloc double[Residual];
        Residuals(pose, seen, residuals);
        var sum = 0.0;
        foreach (var r in residuals)
        {
            sum += r * r;
        }

        return sum;
    }

    /// <summary>Gauss-Newton matrix and gradient, with derivatives by central differences.</summary>
    private static (double[,] Square, double[] Gradient) Normal(double[] pose, (double X, double Y)[] seen)
    {
        const double Step = 1e-5;
        Span<double> here = stackalloc double[Residual];
        Residuals(pose, seen, here);
        var slopes = new double[3][];
        for (var a = 0; a < 3; a++)
        {
            var (up, down) = ((double[])pose.Clone(), (double[])pose.Clone());
            up[a] += Step;
            down[a] -= Step;
            var (high, low) = (new double[Residual], new double[Residual]);
            Residuals(up, seen, high);
            Residuals(down, seen, low);
            slopes[a] = [.. high.Zip(low, (h, l) => (h - l) / (2 * Step))];
        }

        var square = new double[3, 3];
        var gradient = new double[3];
        for (var a = 0; a < 3; a++)
        {
            for (var b = 0; b < 3; b++)
            {
                square[a, b] = slopes[a].Zip(slopes[b], (p, q) => p * q).Sum();
            }

            for (var i = 0; i < here.Length; i++)
            {
                gradient[a] += slopes[a][i] * here[i];
            }
        }

        return (square, gradient);
    }

    /// <summary>
    /// Residuals of the centred points against the rotated mean face at its optimal scale; then the residual of the pitch prior.
    /// </summary>
    private static void Residuals(double[] pose, (double X, double Y)[] seen, Span<double> residuals)
    {
        var (sy, cy) = Math.SinCos(pose[0]);
        var (sp, cp) = Math.SinCos(pose[1]);
        var (sr, cr) = Math.SinCos(pose[2]);
        Span<(double X, double Y)> model = stackalloc (double X, double Y)[Count];
        var (mx, my) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            // Yaw moves points in front to the right, pitch moves them down; then the roll in the image plane.
            var (x, y, z) = MeanFace[i];
            var u = (cy * x) + (sy * z);
            var v = (-sp * sy * x) + (cp * y) + (sp * cy * z);
            model[i] = ((u * cr) - (v * sr), (u * sr) + (v * cr));
            mx += model[i].X / Count;
            my += model[i].Y / Count;
        }

        var (dot, norm) = (0.0, 0.0);
        for (var i = 0; i < Count; i++)
        {
            model[i] = (model[i].X - mx, model[i].Y - my);
            dot += (model[i].X * seen[i].X) + (model[i].Y * seen[i].Y);
            norm += (model[i].X * model[i].X) + (model[i].Y * model[i].Y);
        }

        // The scale must be positive, because a negative one would be a mirrored face seen from behind.
        var scale = Math.Max(dot / Math.Max(norm, 1e-12), 1e-6);
        for (var i = 0; i < Count; i++)
        {
            residuals[2 * i] = (scale * model[i].X) - seen[i].X;
            residuals[(2 * i) + 1] = (scale * model[i].Y) - seen[i].Y;
        }

        residuals[Count * 2] = scale * PitchWeight * pose[1];
    }

    /// <summary>Cramer's rule; the matrix is positive definite because of its damping.</summary>
    private static double[] Solve(double[,] m, double[] v)
    {
        double Determinant(Func<int, int, double> at) =>
            (at(0, 0) * ((at(1, 1) * at(2, 2)) - (at(1, 2) * at(2, 1))))
            - (at(0, 1) * ((at(1, 0) * at(2, 2)) - (at(1, 2) * at(2, 0))))
            + (at(0, 2) * ((at(1, 0) * at(2, 1)) - (at(1, 1) * at(2, 0))));

        var whole = Determinant((r, c) => m[r, c]);
        return [.. Enumerable.Range(0, 3).Select(k => Determinant((r, c) => c == k ? v[r] : m[r, c]) / whole)];
    }
}

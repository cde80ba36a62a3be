namespace FaceGrid.Vision.Evaluation;

/// <summary>
/// Confidence intervals of error rates when several attempts belong to one person (ISO/IEC 19795-1, annex B): people are
/// drawn with replacement, each with all attempts (Efron 1979, percentile interval).
/// </summary>
public static class Bootstrap
{
    private const int Draws = 2000;

    private const double Tail = 0.025;

    /// <summary>The error rate over all attempts with its confidence interval.</summary>
    /// <param name="people">For each person the number of errors and the number of attempts.</param>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <returns>
    /// The rate over all attempts and its 95 % interval. Without errors, or without correct attempts, all draws are equal; the
    /// other end of the interval is then the exact bound of Clopper and Pearson (1934) over people, 1 − 0.025^(1/n).
    /// </returns>
    public static Interval Rate(IReadOnlyList<(int Errors, int Attempts)> people, int seed = 1)
    {
        var (errors, attempts) = (people.Sum(p => (long)p.Errors), people.Sum(p => (long)p.Attempts));
        if (attempts == 0)
        {
            return new Interval(0, 0, 1);
        }

        var width = 1 - Math.Pow(Tail, 1.0 / people.Count(p => p.Attempts > 0));
        if (errors == 0)
        {
            return new Interval(0, 0, width);
        }

        if (errors == attempts)
        {
            return new Interval(1, 1 - width, 1);
        }

        var random = new Random(seed);
        var rates = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            var (e, a) = (0L, 0L);
            for (var j = 0; j < people.Count; j++)
            {
                var (person, tries) = people[random.Next(people.Count)];
                e += person;
                a += tries;
            }

            rates[i] = a == 0 ? 0 : (double)e / a;
        }

        Array.Sort(rates);
        return new Interval((double)errors / attempts, rates[(int)(Tail * Draws)], rates[(int)((1 - Tail) * Draws) - 1]);
    }
}

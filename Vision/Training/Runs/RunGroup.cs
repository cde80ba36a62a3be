namespace FaceGrid.Vision.Training.Runs;

/// <summary>One way to train, with a measured quantity of its runs, which differ only in the seed.</summary>
/// <param name="Name">Name of the way to train.</param>
/// <param name="Runs">For each run the values in the order of its steps.</param>
public sealed record RunGroup(string Name, IReadOnlyList<IReadOnlyList<(double Step, double Value)>> Runs)
{
    /// <summary>Mean over the runs, at the steps at which all of them have a value.</summary>
    public IReadOnlyList<(double Step, double Value)> Mean { get; } =
    [
        .. Runs.SelectMany(r => r)
            .GroupBy(p => p.Step, p => p.Value)
            .Where(g => g.Count() == Runs.Count)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.Average())),
    ];

    /// <summary>The last step at which all runs have a value, with the mean, the least and the greatest value.</summary>
    /// <exception cref="InvalidOperationException">There is no such step.</exception>
    public (double Step, double Mean, double Least, double Most) Last
    {
        get
        {
            var (step, mean) = Mean.Count > 0
                ? Mean[^1]
                : throw new InvalidOperationException($"no step of {Name} was measured in all of its runs");
            var values = Runs.Select(r => r.First(p => p.Step == step).Value).ToArray();
            return (step, mean, values.Min(), values.Max());
        }
    }
}

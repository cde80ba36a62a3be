using System.Globalization;
using FaceGrid.Grains.Interfaces;

namespace FaceGrid.Grains.Limits;

/// <summary>How much of the grid a tenant may take. Nothing is limited unless it is said here.</summary>
public sealed class TenantLimits
{
    private const int Most = 1_000_000_000;

    /// <summary>Of every tenant that <see cref="Tenants"/> says nothing else of.</summary>
    public LimitSet Default { get; set; } = new();

    /// <summary>By tenant: what differs from <see cref="Default"/>.</summary>
    public Dictionary<string, LimitSet> Tenants { get; set; } = new(StringComparer.Ordinal);

    /// <summary>0: without limit.</summary>
    public int MaxPeople(string tenant) => Of(tenant, s => s.MaxPeople);

    /// <summary>0: without limit.</summary>
    public double QuestionsPerSecond(string tenant) => Of(tenant, s => s.QuestionsPerSecond);

    /// <summary>0: without limit.</summary>
    public int QuestionsAtOnce(string tenant) => Of(tenant, s => s.QuestionsAtOnce);

    /// <summary>0: without limit.</summary>
    public int JobsAtOnce(string tenant) => Of(tenant, s => s.JobsAtOnce);

    /// <summary>0: without limit.</summary>
    public int JobsWaiting(string tenant) => Of(tenant, s => s.JobsWaiting);

    /// <summary>The first value that cannot be meant, as <c>Default:MaxPeople</c>, with what it accepts; or null.</summary>
    public (string Name, string Reason)? Fault()
    {
        foreach (var (name, set) in Tenants.Select(t => ("Tenants:" + t.Key, t.Value ?? new LimitSet())).Prepend(("Default", Default)))
        {
            if (name != "Default" && GridKeys.NameError(name["Tenants:".Length..]) is { } reason)
            {
                return (name, reason);
            }

            foreach (var (limit, value) in new (string, int?)[]
            {
                (nameof(LimitSet.MaxPeople), set.MaxPeople),
                (nameof(LimitSet.QuestionsAtOnce), set.QuestionsAtOnce),
                (nameof(LimitSet.JobsAtOnce), set.JobsAtOnce),
                (nameof(LimitSet.JobsWaiting), set.JobsWaiting),
            })
            {
                if (value is < 0 or > Most)
                {
                    return ($"{name}:{limit}", Text($"{value} is not a whole number from 1 to {Most}, or 0 for no limit"));
                }
            }

            if (set.QuestionsPerSecond is { } rate && rate != 0 && !(rate is >= 0.01 and <= 1_000_000))
            {
                return ($"{name}:{nameof(LimitSet.QuestionsPerSecond)}", Text($"{rate} is not within 0.01 to 1000000, or 0 for no limit"));
            }
        }

        return null;
    }

    private T Of<T>(string tenant, Func<LimitSet, T?> limit)
        where T : struct =>
        (Tenants.GetValueOrDefault(tenant) is { } own ? limit(own) : null) ?? limit(Default) ?? default;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

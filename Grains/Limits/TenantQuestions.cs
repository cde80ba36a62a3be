using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace FaceGrid.Grains.Limits;

/// <summary>
/// Lets the questions of each tenant in, or refuses them at once: one that waits in a queue is answered when the door has given up. There
/// is one for each silo, whatever the number of its recognition grains; silos do not add up what they let in.
/// </summary>
internal sealed class TenantQuestions
{
    private static readonly ConditionalWeakTable<TenantLimits, TenantQuestions> BySilo = [];

    private readonly ConcurrentDictionary<string, QuestionGate?> _gates = new(StringComparer.Ordinal);
    private readonly Func<string, QuestionGate?> _open;

    private TenantQuestions(TenantLimits limits, TimeProvider time) => _open = tenant =>
        (limits.QuestionsPerSecond(tenant), limits.QuestionsAtOnce(tenant)) is var (rate, atOnce)
            && (rate > 0 || atOnce > 0) ? new QuestionGate(tenant, rate, atOnce, time) : null;

    /// <summary>Those of the silo whose limits these are: options are one object for each.</summary>
    public static TenantQuestions Of(TenantLimits limits, TimeProvider time) => BySilo.GetValue(limits, l => new TenantQuestions(l, time));

    /// <summary>Null: the tenant is not limited.</summary>
    public QuestionGate? Gate(string tenant) => _gates.GetOrAdd(tenant, _open);
}

using static FaceGrid.Grains.Tests.Histories.PersonOperationKind;

namespace FaceGrid.Grains.Tests.Histories;

/// <summary>The checker against planted violations, and against an enumeration of all orders.</summary>
public sealed class LinearizabilityCheckerTests
{
    private static readonly PersonEvent Enrolled = new(Enrol, 0, 0, 1, 2);

    [Fact]
    public void IsLinearizable_AcknowledgedEnrolmentIsNotFound_False()
    {
        Assert.True(Check(Enrolled, Asked(3, 4, found: true)));
        Assert.False(Check(Enrolled, Asked(3, 4, found: false)));
        Assert.True(Check(Enrolled with { Returned = 9 }, Asked(3, 4, found: false), Asked(5, 6, found: true)));
    }

    [Fact]
    public void IsLinearizable_AcknowledgedRemovalIsFound_False()
    {
        Assert.True(Check(Enrolled, new(Remove, -1, -1, 3, 4), Asked(5, 6, found: false)));
        Assert.False(Check(Enrolled, new(Remove, -1, -1, 3, 4), Asked(5, 6, found: true)));
    }

    [Fact]
    public void IsLinearizable_UnknownRemoval_MayTakeEffectOnceAtAnyTimeOrNever()
    {
        var unknown = new PersonEvent(Remove, -1, -1, 3, null);
        Assert.True(Check(Enrolled, unknown, Asked(5, 6, found: true), Asked(7, 8, found: true)));
        Assert.True(Check(Enrolled, unknown, Asked(5, 6, found: true), Asked(7, 8, found: false)));
        Assert.False(Check(Enrolled, unknown, Asked(5, 6, found: false), Asked(7, 8, found: true)));
        Assert.False(Check(Enrolled, Asked(3, 4, found: false), unknown with { Called = 5 }));
    }

    [Fact]
    public void IsLinearizable_TemplateOfAnotherGallery_IsFoundWhereThePersonIs()
    {
        var elsewhere = new PersonEvent(Enrol, 1, 1, 3, 4);
        Assert.True(Check(Enrolled, elsewhere, Asked(5, 6, found: true) with { Template = 1 }));
        Assert.False(Check(elsewhere, Asked(5, 6, found: true) with { Template = 1 }));
    }

    [Fact]
    public void IsLinearizable_RandomShortHistories_AsInAnEnumerationOfAllOrders()
    {
        var random = new Random(5);
        var accepted = 0;
        const int Histories = 3000;
        for (var i = 0; i < Histories; i++)
        {
            var history = Enumerable.Range(0, random.Next(2, 6)).Select(_ => Random(random)).ToList();
            var expected = Orders(history).Any(o => IsRight(o));
            accepted += expected ? 1 : 0;
            Assert.True(expected == LinearizabilityChecker.IsLinearizable(history, 0), string.Join('\n', history));
        }

        Assert.InRange(accepted, Histories / 10, Histories * 9 / 10);
    }

    private static bool Check(params PersonEvent[] history) => LinearizabilityChecker.IsLinearizable(history, 0);

    private static PersonEvent Asked(long called, long returned, bool found) => new(Recognize, 0, 0, called, returned, found);

    private static PersonEvent Random(Random random)
    {
        var called = random.NextInt64(1_000_000);
        long? returned = called + random.NextInt64(1, 1_000_000);
        return random.Next(6) switch
        {
            0 => new(Remove, -1, -1, called, random.Next(3) == 0 ? null : returned),
            1 or 2 => new(Enrol, random.Next(2), random.Next(2), called, random.Next(3) == 0 ? null : returned),
            _ => new(Recognize, 0, random.Next(2), called, returned, random.Next(2) == 0),
        };
    }

    /// <summary>All orders of all subsets that have every operation that returned, and that respect real time.</summary>
    private static IEnumerable<IReadOnlyList<PersonEvent>> Orders(List<PersonEvent> left, List<PersonEvent>? before = null)
    {
        before ??= [];
        if (left.TrueForAll(e => e.Returned is null))
        {
            yield return before;
        }

        foreach (var next in left.Where(e => left.TrueForAll(o => o == e || !(o.Returned < e.Called))))
        {
            foreach (var order in Orders([.. left.Where(e => e != next)], [.. before, next]))
            {
                yield return order;
            }
        }
    }

    private static bool IsRight(IReadOnlyList<PersonEvent> order)
    {
        var (isMember, templates) = (false, new HashSet<int>());
        foreach (var next in order)
        {
            switch (next.Kind)
            {
                case Enrol:
                    isMember |= next.Gallery == 0;
                    templates.Add(next.Template);
                    break;
                case Remove:
                    isMember = false;
                    templates.Clear();
                    break;
                default:
                    if (next.Found != (isMember && templates.Contains(next.Template)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }
}

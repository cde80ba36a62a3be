namespace FaceGrid.Grains.Tests.Histories;

/// <summary>
/// Decides whether the history of one person in one gallery is linearizable: whether every operation can be given one instant between its
/// call and its return so that, in the order of these instants, every recognition is right. Depth-first search with memory of visited
/// configurations: J. Wing and C. Gong, Testing and verifying concurrent objects, 1993; G. Lowe, Testing for linearizability, 2017.
/// Galleries are checked one by one: a removal erases from each, but not from all at the same instant.
/// </summary>
internal static class LinearizabilityChecker
{
    private const int MostEvents = 64;
    private const int MostTemplates = 30;

    /// <summary>True if the history is linearizable for recognitions in the gallery. All enrolments and removals count.</summary>
    public static bool IsLinearizable(IReadOnlyList<PersonEvent> history, int gallery)
    {
        var events = history.Where(e => e.Kind is not PersonOperationKind.Recognize || (e.Gallery == gallery && e.Returned is not null))
            .OrderBy(e => e.Called)
            .ToList();
        Assert.True(events.Count <= MostEvents && events.TrueForAll(e => e.Template < MostTemplates), "the history is too long");
        var required = 0UL;
        for (var i = 0; i < events.Count; i++)
        {
            required |= events[i].Returned is null ? 0 : 1UL << i;
        }

        return Search(events, gallery, required, done: 0, default, []);
    }

    private static bool Search(
        List<PersonEvent> events, int gallery, ulong required, ulong done, State state, HashSet<(ulong, State)> visited)
    {
        if ((done & required) == required)
        {
            return true;
        }

        if (!visited.Add((done, state)))
        {
            return false;
        }

        // The next operation must have been called before any other that is still to come has returned.
        var firstReturn = long.MaxValue;
        for (var i = 0; i < events.Count; i++)
        {
            if ((done & (1UL << i)) == 0)
            {
                firstReturn = Math.Min(firstReturn, events[i].Returned ?? long.MaxValue);
            }
        }

        for (var i = 0; i < events.Count && events[i].Called < firstReturn; i++)
        {
            if ((done & (1UL << i)) == 0
                && state.After(events[i], gallery) is { } next
                && Search(events, gallery, required, done | (1UL << i), next, visited))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the person is in the gallery, and the person's templates as bits.</summary>
    private readonly record struct State(bool IsMember, int Templates)
    {
        /// <summary>The state after an operation; null: the operation cannot have this result here.</summary>
        public State? After(PersonEvent next, int gallery) => next.Kind switch
        {
            PersonOperationKind.Enrol => new State(IsMember || next.Gallery == gallery, Templates | (1 << next.Template)),
            PersonOperationKind.Remove => default(State),
            _ => next.Found == (IsMember && (Templates & (1 << next.Template)) != 0) ? this : null,
        };
    }
}

namespace FaceGrid.Grains.Limits;

/// <summary>
/// What a tenant may do. Null: as <see cref="TenantLimits.Default"/> says; 0: without limit, which is the default of them all.
/// </summary>
public sealed class LimitSet
{
    /// <summary>People enrolled at one time, in all galleries together; who is in two of them counts once.</summary>
    public int? MaxPeople { get; set; }

    /// <summary>Recognitions and verifications a second that each silo answers; those of one second may come at once.</summary>
    public double? QuestionsPerSecond { get; set; }

    /// <summary>Recognitions and verifications that each silo works on at one time.</summary>
    public int? QuestionsAtOnce { get; set; }

    /// <summary>Jobs that have a device at one time, in the whole grid. More than these wait.</summary>
    public int? JobsAtOnce { get; set; }

    /// <summary>Jobs that wait or are paused. One more is refused.</summary>
    public int? JobsWaiting { get; set; }
}

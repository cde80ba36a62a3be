namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>
/// The answer on one claim: <see cref="ClaimVerified"/>, <see cref="ClaimRejected"/> or <see cref="ClaimUndecided"/>, and no other type.
/// The properties without an id are views over the three for reports.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.VerificationAnswer")]
public abstract record VerificationAnswer
{
    private protected VerificationAnswer(string probe, string identity, DecisionBasis basis) =>
        (Probe, Identity, Basis) = (probe, identity, basis);

    /// <summary>The crop's name.</summary>
    [Id(0)]
    public string Probe { get; init; }

    /// <summary>The claimed identity.</summary>
    [Id(1)]
    public string Identity { get; init; }

    /// <summary>Its comparisons are the person's templates.</summary>
    [Id(2)]
    public DecisionBasis Basis { get; init; }

    /// <summary>True only for <see cref="ClaimVerified"/>.</summary>
    public bool IsVerified => this is ClaimVerified;

    /// <summary>d to the nearest of the person's templates; null where nothing could be decided.</summary>
    public double? Distance => this switch
    {
        ClaimVerified verified => verified.NearestDistance,
        ClaimRejected rejected => rejected.NearestDistance,
        _ => null,
    };

    /// <summary>The verification head that decided; null if τ decided, or if nothing could be decided.</summary>
    public HeadScore? Head => this switch
    {
        ClaimVerified verified => verified.ByHead,
        ClaimRejected rejected => rejected.ByHead,
        _ => null,
    };
}

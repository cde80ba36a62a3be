using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Support;

/// <summary>Tests with a missing requirement are skipped, or run and fail if it is declared as required.</summary>
public sealed class RequirementTests
{
    [Theory]
    [InlineData(null, "PostgreSQL is not here", "PostgreSQL is not here")]
    [InlineData("azurite", "PostgreSQL is not here", "PostgreSQL is not here")]
    [InlineData("azurite, postgres", "PostgreSQL is not here", null)]
    [InlineData("azurite", null, null)]
    [InlineData("postgres", null, null)]
    public void SkipReason_NeedIsMissingOrNot_NullWhereTheTestRuns(string? required, string? missing, string? expected) =>
        Assert.Equal(expected, Requirement.SkipReason(Requirement.Postgres, missing, Requirement.Parse(required)));

    [Fact]
    public void SkipReason_UnknownNeed_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Requirement.SkipReason("postgresql", missing: null));

    /// <summary>A misspelt name would have no effect.</summary>
    [Fact]
    public void Required_OfThisRun_IsKnown() => Assert.Empty(Requirement.Required.Except(Requirement.All));
}

using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Recognition;

/// <summary>Bursts and verifications.</summary>
public partial class PolicyTests
{
    [Fact]
    public async Task RecognizeBurst_MostFramesAgree_TheVoteIsTheirs()
    {
        await using var grid = await Start();
        var (alice, bob, stranger) = (
            FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));
        await grid.People.Enroll("alice", alice);
        await grid.People.Enroll("bob", bob);
        var blurred = FakeEncoder.Face("blurred", alice) with { Evidence = Evidence(sharpness: 0) };
        AlignedFace Frame(float[] encoding) => FakeEncoder.Face("frame", encoding);

        var agreed = await grid.People.RecognizeBurst([Frame(alice), blurred, Frame(alice), Frame(stranger), Frame(alice)]);
        var turnedAway = await grid.People.RecognizeBurst([Frame(stranger), Frame(stranger), Frame(alice)]);
        var torn = await grid.People.RecognizeBurst([Frame(alice), Frame(alice), Frame(bob), Frame(bob)]);
        var dim = await grid.People.RecognizeBurst([blurred, blurred, Frame(alice), Frame(alice)]);

        Assert.Equal(
            (Outcome.Recognized, "alice", 3, 4), (agreed.Decision.Outcome, agreed.Decision.Identity, agreed.Votes, agreed.Decided));
        Assert.Equal((Outcome.NotRecognized, 2), (turnedAway.Decision.Outcome, turnedAway.Votes));
        Assert.Equal(UndecidedReason.Conflict, Assert.IsType<CannotDecide>(torn.Decision).ReasonCode);
        Assert.Contains("alice, bob", Assert.IsType<CannotDecide>(torn.Decision).ReasonText, StringComparison.Ordinal);
        Assert.Equal(UndecidedReason.TooBlurred, Assert.IsType<CannotDecide>(dim.Decision).ReasonCode);
        await Assert.ThrowsAsync<GridRequestException>(() => grid.People.RecognizeBurst([Frame(alice), Frame(alice)]));
    }

    [Fact]
    public async Task RecognizeBurst_PrintThatFlickersAboveTheThreshold_IsNotLive()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);
        await grid.People.SetPolicy(new DecisionPolicy(RequireLiveness: true));
        AlignedFace Frame(double live) => FakeEncoder.Face("frame", alice) with { Evidence = Evidence() with { Live = live } };

        var print = await grid.People.RecognizeBurst(
            [.. Enumerable.Repeat(Frame(0.1), 20), Frame(0.9), Frame(0.9), Frame(0.9), Frame(0.9)]);
        var person = await grid.People.RecognizeBurst([.. Enumerable.Repeat(Frame(0.9), 5), Frame(0.1), Frame(0.1)]);

        Assert.Equal(UndecidedReason.NotLive, Assert.IsType<CannotDecide>(print.Decision).ReasonCode);
        Assert.Equal("alice", person.Decision.Identity);
    }

    [Fact]
    public async Task Verify_PoorOrSpoofedProbe_IsNotVerifiedAndSaysWhy()
    {
        await using var grid = await Start();
        await grid.People.Calibrate(Rates());
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", [alice, FakeEncoder.RandomEncoding(_random)]);
        await grid.People.SetPolicy(new DecisionPolicy(RequireLiveness: true));

        Task<VerificationAnswer> Ask(FaceEvidence? evidence) =>
            grid.People.VerifyFace("alice", FakeEncoder.Face("probe", alice) with { Evidence = evidence });
        var unjudged = await Ask(null);
        var spoof = await Ask(Evidence() with { Live = 0.2 });
        var notANumber = await Ask(Evidence() with { Live = double.NaN });
        var blurred = await Ask(Evidence(sharpness: 0) with { Live = 0.9 });
        var live = await Ask(Evidence() with { Live = 0.9 });

        Assert.All(
            new[] { unjudged, spoof, notANumber }, a => Assert.Equal(UndecidedReason.NotLive, Assert.IsType<ClaimUndecided>(a).ReasonCode));
        Assert.Equal(UndecidedReason.TooBlurred, Assert.IsType<ClaimUndecided>(blurred).ReasonCode);
        Assert.IsType<ClaimVerified>(live);

        // A claim is a search among the person's own two templates: 1 - (1 - FPIR)^(1/2).
        Assert.Equal(1 + (Math.Log10(1 - Math.Sqrt(1 - 0.003)) / 10), live.Basis.Threshold!.Value, 1e-9);
        Assert.Equal(0.003, live.Basis.PredictedFpir!.Value, 1e-6);
    }
}

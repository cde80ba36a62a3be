using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Recognition;

public class RecognitionTests
{
    private readonly Random _random = new(2);

    [Fact]
    public async Task Recognize_OverManyShards_EqualsBruteForceInDoublePrecision()
    {
        await using var grid = await Start();
        var people = Enumerable.Range(0, 500).Select(i => (Name: $"p{i:D3}", Encoding: FakeEncoder.RandomEncoding(_random))).ToList();

        // Two people with the same encoding: the name decides.
        people[17] = (people[17].Name, people[400].Encoding);
        await Task.WhenAll(people.Select(p => grid.People.Enroll(p.Name, p.Encoding)));

        var probes = Enumerable.Range(0, 200).Select(_ => FakeEncoder.RandomEncoding(_random)).Append(people[400].Encoding);
        foreach (var probe in probes)
        {
            var expected = people
                .Select(p => (p.Name, Distance: BruteForce(probe, p.Encoding)))
                .OrderBy(p => p.Distance)
                .ThenBy(p => p.Name, StringComparer.Ordinal)
                .Take(5)
                .ToList();

            var answer = await grid.People.Recognize(probe, candidates: 5);

            Assert.Equal(expected.Select(e => e.Name), answer.Candidates.Select(c => c.Identity));
            Assert.All(expected.Zip(answer.Candidates), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-12));
            Assert.Equal(500, answer.Basis.GallerySize);
            Assert.Equal(answer.Distance < FakeEncoderSource.Threshold ? Outcome.Recognized : Outcome.NotRecognized, answer.Outcome);
        }
    }

    [Fact]
    public async Task Recognize_NoPersonNear_NotRecognizedWithBestDistance()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);

        var answer = await grid.People.Recognize(Array.ConvertAll(alice, v => -v));

        Assert.Equal((Outcome.NotRecognized, null), (answer.Outcome, answer.Identity));
        Assert.Equal(4, answer.Distance!.Value, 1e-5);
        Assert.Equal("alice", Assert.Single(answer.Candidates).Identity);
    }

    [Fact]
    public async Task Recognize_ExactlyAtThreshold_NotRecognized()
    {
        await using var grid = await Start();
        var (alice, probe) = (new float[128], new float[128]);
        (alice[0], probe[0]) = (1, 1);

        // d = 0.5 exactly, in binary too.
        (probe[1], probe[2]) = (0.5f, 0.5f);
        await grid.People.Enroll("alice", alice);

        var answer = await grid.People.Recognize(probe);

        Assert.Equal(FakeEncoderSource.Threshold, answer.Distance);
        Assert.Equal(Outcome.NotRecognized, answer.Outcome);
    }

    [Fact]
    public async Task Recognize_LastPersonRemoved_NotRecognizedInAnEmptyGallery()
    {
        await using var grid = await Start();
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));
        await grid.People.Remove("alice");

        var answer = await grid.People.Recognize(FakeEncoder.RandomEncoding(_random));

        Assert.Equal((Outcome.NotRecognized, 0, null), (answer.Outcome, answer.Basis.GallerySize, answer.Distance));
    }

    [Fact]
    public async Task Recognize_UnknownGalleryOrOtherModel_Refused()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);

        var unknown = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Recognize(alice, gallery: "nowhere"));
        var mismatch = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Recognize(alice, model: "model-2"));

        Assert.Equal((GridError.UnknownGallery, GridError.ModelMismatch), (unknown.Error, mismatch.Error));
    }

    [Fact]
    public async Task Verify_OwnAndOtherPhoto_DecidesByNearestTemplate()
    {
        await using var grid = await Start();
        var (first, second, other) = (
            FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));
        await grid.People.Enroll("alice", [first, second]);

        var own = await grid.People.Verify("alice", second);
        var stranger = await grid.People.Verify("alice", other);

        Assert.Equal((true, (double?)0.0, 2), (own.IsVerified, own.Distance, own.Basis.Comparisons));
        Assert.IsType<ClaimRejected>(stranger);
        Assert.Equal(Math.Min(BruteForce(other, first), BruteForce(other, second)), stranger.Distance!.Value, 1e-12);
    }

    [Fact]
    public async Task Verify_UnknownIdentityOrOtherModel_Refused()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);

        var unknown = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Verify("bob", alice));
        var mismatch = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Verify("alice", alice, model: "model-2"));

        Assert.Equal((GridError.UnknownIdentity, GridError.ModelMismatch), (unknown.Error, mismatch.Error));
    }

    [Fact]
    public async Task Verify_WithHead_DecidesByItsProbabilityOverTheBestTemplate()
    {
        await using var grid = await Start();
        var (first, second, other) = (
            FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));
        await grid.People.Enroll("alice", [first, second]);

        // p = 1 / (1 + e^(2d − 1)).
        var head = new HeadParameters("door", VerificationHeadKind.Distance, People.Model, [-2], 1, 0.5);
        var own = await grid.People.Verify("alice", second, head: head);
        var stranger = await grid.People.Verify("alice", other, head: head);
        var plain = await grid.People.Verify("alice", second);

        Assert.Equal((true, "door", 0.5), (own.IsVerified, own.Head!.Name, own.Head.Threshold));
        Assert.Equal(1 / (1 + Math.Exp(-1)), own.Head.Probability, 1e-12);
        var nearest = Math.Min(BruteForce(other, first), BruteForce(other, second));
        Assert.Equal(1 / (1 + Math.Exp((2 * nearest) - 1)), stranger.Head!.Probability, 1e-9);
        Assert.IsType<ClaimRejected>(stranger);
        Assert.Null(plain.Head);
    }

    [Fact]
    public async Task Verify_HeadOfAnotherModelOrNoHead_Refused()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);
        await grid.People.Enroll("alice", alice);
        var sound = new HeadParameters("door", VerificationHeadKind.Distance, People.Model, [-2], 1, 0.5);
        var cases = new (HeadParameters Head, GridError Error)[]
        {
            (sound with { ModelVersion = "model-2" }, GridError.ModelMismatch),
            (sound with { Kind = (VerificationHeadKind)99 }, GridError.InvalidRequest),
            (sound with { Weights = [1, 2] }, GridError.InvalidRequest),
            (sound with { Bias = double.NaN }, GridError.InvalidRequest),
        };
        foreach (var (head, error) in cases)
        {
            Assert.Equal(
                error, (await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Verify("alice", alice, head: head))).Error);
        }
    }

    private static double BruteForce(float[] a, float[] b) =>
        a.Zip(b).Sum(p => ((double)p.First - p.Second) * ((double)p.First - p.Second));

    /// <summary>A grid without anybody; tests/Cluster.Tests asks the same of other hosts.</summary>
    private protected virtual Task<PeopleGrid> Start() => PeopleGrid.Start(new MortalStorage(), shardCapacity: 64);
}

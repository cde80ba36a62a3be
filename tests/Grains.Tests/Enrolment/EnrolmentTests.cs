using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Enrolment;

public class EnrolmentTests
{
    private readonly Random _random = new(1);

    [Fact]
    public async Task Enroll_OnePhoto_IsRecognisedAtOnce()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);

        var receipt = await grid.People.Enroll("alice", alice);
        var answer = await grid.People.Recognize(alice);

        Assert.Equal((1, 1), (receipt.Templates, receipt.Added));
        Assert.Equal(
            (Outcome.Recognized, "alice", 0.0, 1),
            (answer.Outcome, answer.Identity, answer.Distance!.Value, answer.Basis.GallerySize));
    }

    [Fact]
    public async Task Enroll_SamePhotoTwice_AddsNothing()
    {
        await using var grid = await Start();
        var alice = FakeEncoder.RandomEncoding(_random);

        await grid.People.Enroll("alice", alice);
        var second = await grid.People.Enroll("alice", alice);

        Assert.Equal((1, 0), (second.Templates, second.Added));
        Assert.Single((await grid.People.Get("alice"))!.Templates);
    }

    [Fact]
    public async Task Enroll_SecondPhoto_BothAreRecognised()
    {
        await using var grid = await Start();
        var (first, second) = (FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));

        await grid.People.Enroll("alice", first);
        await grid.People.Enroll("alice", second);

        Assert.Equal("alice", (await grid.People.Recognize(first)).Identity);
        Assert.Equal("alice", (await grid.People.Recognize(second)).Identity);
        Assert.Equal(1, (await grid.People.Recognize(second)).Basis.GallerySize);
    }

    [Fact]
    public async Task Enroll_SecondGallery_NewPhotosReachBoth()
    {
        await using var grid = await Start();
        var (first, second) = (FakeEncoder.RandomEncoding(_random), FakeEncoder.RandomEncoding(_random));

        await grid.People.Enroll("alice", first, "lobby");
        await grid.People.Enroll("alice", second, "lab");

        foreach (var gallery in new[] { "lobby", "lab" })
        {
            Assert.Equal("alice", (await grid.People.Recognize(first, gallery: gallery)).Identity);
            Assert.Equal("alice", (await grid.People.Recognize(second, gallery: gallery)).Identity);
        }
    }

    [Fact]
    public async Task Enroll_TooManyTemplates_RefusedAndNothingChanged()
    {
        await using var grid = await Start();
        var photos = Enumerable.Range(0, IIdentityGrain.MaxTemplates).Select(_ => FakeEncoder.RandomEncoding(_random)).ToList();
        await grid.People.Enroll("alice", photos);
        var before = await grid.People.Get("alice");
        var surplus = FakeEncoder.RandomEncoding(_random);

        var error = await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Enroll("alice", surplus));

        Assert.Equal(GridError.InvalidRequest, error.Error);
        Assert.Contains("21 templates", error.Message, StringComparison.Ordinal);
        Assert.Equal(before!.Version, (await grid.People.Get("alice"))!.Version);
        Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(surplus)).Outcome);
    }

    [Fact]
    public async Task Enroll_UnknownModel_RefusedAndNoOneEnrolled()
    {
        await using var grid = await Start();

        await Assert.ThrowsAsync<GridRequestException>(
            () => grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random), model: "absent"));

        Assert.Null(await grid.People.Get("alice"));
    }

    [Fact]
    public async Task Enroll_OtherModelInSameGallery_Refused()
    {
        await using var grid = await Start();
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));

        var newcomer = await Assert.ThrowsAsync<GridRequestException>(
            () => grid.People.Enroll("bob", FakeEncoder.RandomEncoding(_random), model: "model-2"));
        var member = await Assert.ThrowsAsync<GridRequestException>(
            () => grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random), model: "model-2"));

        Assert.Equal((GridError.ModelMismatch, GridError.ModelMismatch), (newcomer.Error, member.Error));
        Assert.Null(await grid.People.Get("bob"));
    }

    /// <summary>A grid without people; tests/Cluster.Tests runs the same tests on other hosts.</summary>
    private protected virtual Task<PeopleGrid> Start() => PeopleGrid.Start(new MortalStorage());
}

using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Encryption;

/// <summary>A store whose people were enrolled without encryption.</summary>
public sealed class PlainPeopleTests : IDisposable
{
    private static readonly float[] Anna = FakeEncoder.RandomEncoding(new Random(31));
    private static readonly float[] Bert = FakeEncoder.RandomEncoding(new Random(32));

    private readonly TestKeys _file = new();
    private readonly World _plain = World.New();

    public PlainPeopleTests() => Enrol().GetAwaiter().GetResult();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Enroll_UnencryptedPerson_IsReadAndBecomesEncrypted()
    {
        var second = FakeEncoder.RandomEncoding(new Random(33));
        await using (var grid = await _file.Start(_plain.Storage, _plain.Blobs))
        {
            await AssertFound(grid);
            await grid.People.EnrollAndKeep("anna", [Anna, second]);
            Assert.Equal("anna", (await grid.People.Recognize(second)).Identity);
            Assert.Equal((2, 2), await Kept(grid));
        }

        Assert.False(TestKeys.IsInTheClear(_plain.Storage, Anna));
        Assert.False(TestKeys.IsInTheClear(_plain.Storage, second));
        Assert.True(TestKeys.IsInTheClear(_plain.Storage, Bert));
        await AssertNoPhotoInTheClear(_plain.Blobs);
        await using var next = await _file.Start(_plain.Storage.NextLife(), _plain.Blobs);
        await AssertFound(next);
    }

    [Fact]
    public async Task Rotation_UnencryptedPeople_AreEncryptedAndTheirPhotosStayUsable()
    {
        await using (var grid = await _file.Start(_plain.Storage, _plain.Blobs))
        {
            Assert.Equal(0, await grid.People.Rotation.Step(100, CancellationToken.None));
            Assert.True((await grid.People.Rotation.Look()).IsDone);
            await AssertFound(grid);
            Assert.Equal(0, await grid.People.Activation.Step(People.NextModel, [], 1, CancellationToken.None));
            Assert.Equal("anna", (await grid.People.Get("anna"))!.Identity);
            Assert.Contains((await grid.People.Get("anna"))!.Templates, t => t.ModelVersion == People.NextModel);
        }

        Assert.False(TestKeys.IsInTheClear(_plain.Storage, Anna));
        Assert.False(TestKeys.IsInTheClear(_plain.Storage, Bert));
        await AssertNoPhotoInTheClear(_plain.Blobs);
    }

    [Fact]
    public async Task Rotation_CrashBeforeAnyChange_PeopleAndPhotosRemainAndTheRotationCompletes()
    {
        for (var events = 0; ; events++)
        {
            var world = _plain.NextLife();
            world.Storage.DieAfterEvents(events);
            await using (var grid = await _file.Start(world.Storage, world.Blobs))
            {
                try
                {
                    await grid.People.Rotation.Step(100, CancellationToken.None);
                    break;
                }
                catch (Exception exception) when (exception.GetBaseException() is IOException)
                {
                    Assert.True(events < 60, "the encryption never completed");
                }
            }

            var left = world.NextLife();
            await using var next = await _file.Start(left.Storage, left.Blobs);
            await AssertFound(next);
            await next.People.Rotation.Step(100, CancellationToken.None);
            await AssertFound(next);
            Assert.Equal((1, 1), await Kept(next));
            Assert.False(TestKeys.IsInTheClear(left.Storage, Anna));
            await AssertNoPhotoInTheClear(left.Blobs);
            await next.People.Remove("anna");
            Assert.Equal(0, left.Blobs.Count);
        }
    }

    private static async Task AssertFound(PeopleGrid grid)
    {
        Assert.Equal("anna", (await grid.People.Recognize(Anna)).Identity);
        Assert.Equal("bert", (await grid.People.Recognize(Bert)).Identity);
        Assert.Equal(["anna", "bert"], (await grid.People.List()).Order(StringComparer.Ordinal));
    }

    private static async Task<(int Photos, int Sealed)> Kept(PeopleGrid grid)
    {
        var photos = (await grid.People.Get("anna"))!.Photos!;
        return (photos.Count, photos.Count(p => p.IsSealed));
    }

    /// <summary>An unencrypted kept photo begins with the letter f of its header.</summary>
    private static async Task AssertNoPhotoInTheClear(MortalBlobs blobs)
    {
        Assert.NotEqual(0, blobs.Count);
        foreach (var name in blobs.Names)
        {
            Assert.NotEqual((byte)'f', (await blobs.Get(new BlobReference(name, 0)))[0]);
        }
    }

    private async Task Enrol()
    {
        using var off = new TestKeys(isOn: false);
        await using var grid = await off.Start(_plain.Storage, _plain.Blobs);
        await grid.People.EnrollAndKeep("anna", [Anna]);
        await grid.People.Enroll("bert", Bert);
        Assert.True(TestKeys.IsInTheClear(_plain.Storage, Anna));
        Assert.Equal((byte)'f', (await _plain.Blobs.Get(new BlobReference(_plain.Blobs.Names.Single(), 0)))[0]);
    }
}

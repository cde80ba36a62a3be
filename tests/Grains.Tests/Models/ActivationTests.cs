using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Models;

/// <summary>From one model version to another.</summary>
public sealed partial class ActivationTests
{
    private const int Capacity = 2;

    private static readonly string[] None = [];

    [Fact]
    public async Task Activate_PhotosKept_EverybodyIsFoundAllTheTimeAndTheSwitchIsOneWrite()
    {
        var world = World.New();
        await using var grid = await PeopleGrid.Start(world.Storage, Capacity, world.Blobs);
        var faces = await Enrol(grid.People);
        for (var left = 1; left > 0;)
        {
            await AssertAll(grid.People, faces, People.Model, People.NextModel);
            await AssertRefused(GridError.ModelMismatch, () => grid.People.Activation.Switch(People.NextModel, None, leaveBehind: false));
            left = await grid.People.Activation.Step(People.NextModel, None, most: 1, CancellationToken.None);
        }

        var ready = await grid.People.Activation.Look(People.NextModel, None);
        Assert.Equal((5, 5, 0, 0, null), (ready.People, ready.Adopted, ready.Waiting, ready.WithoutPhotosCount, ready.Active));
        await AssertAll(grid.People, faces, People.Model, People.NextModel);
        var writes = world.Storage.Writes;
        Assert.True((await grid.People.Activation.Switch(People.NextModel, None, leaveBehind: false)).IsActive);
        Assert.Equal(writes + 1, world.Storage.Writes);
        await AssertAll(grid.People, faces, People.NextModel, People.Model);

        // A new person comes to all of it, and back is one step as well, but for her.
        await AssertRefused(GridError.ModelMismatch, () => grid.People.Enroll("late", faces["anna"][0]));
        await grid.People.EnrollAndKeep("late", [FakeEncoder.RandomEncoding(new Random(9))], model: People.NextModel);
        await AssertRefused(GridError.ModelMismatch, () => grid.People.Activation.Switch(People.Model, None, leaveBehind: true));
        Assert.Equal(0, await grid.People.Activation.Step(People.Model, None, 100, CancellationToken.None));
        Assert.True((await grid.People.Activation.Switch(People.Model, None, leaveBehind: false)).IsActive);
        await AssertAll(grid.People, faces, People.Model, People.NextModel);

        // Who goes, goes from the shards of both versions.
        await grid.People.Remove("anna");
        Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(faces["anna"][0])).Outcome);
        await grid.People.Activation.Switch(People.NextModel, None, leaveBehind: false);
        Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(faces["anna"][0], model: People.NextModel)).Outcome);
        Assert.Equal("bert", (await grid.People.Recognize(faces["bert"][0], model: People.NextModel)).Identity);
    }

    [Fact]
    public async Task Switch_PersonWithoutPhotos_IsNamedAndLeftBehindOnlyIfAskedFor()
    {
        var world = World.New();
        await using var grid = await PeopleGrid.Start(world.Storage, Capacity, world.Blobs);
        var faces = await Enrol(grid.People);
        var (zoe, lost) = (FakeEncoder.RandomEncoding(new Random(77)), FakeEncoder.RandomEncoding(new Random(78)));
        await grid.People.Enroll("zoe", zoe);
        await grid.People.EnrollAndKeep("lost", [lost]);
        world.Blobs.Lose((await grid.People.Get("lost"))!.Photos![0].Blob);
        Assert.Equal(["zoe"], (await grid.People.Activation.Look(People.NextModel, None)).WithoutPhotos);
        await StepThrough(grid.People);

        // Only who tried to read the photo knows that it is not there.
        Assert.Equal(["lost", "zoe"], (await grid.People.Activation.Look(People.NextModel, None)).WithoutPhotos);
        var refused = await AssertRefused(
            GridError.ModelMismatch, () => grid.People.Activation.Switch(People.NextModel, None, leaveBehind: false));
        Assert.Contains(
            "2 of 7 people would not be found any more, as no photo of them was kept: lost, zoe",
            refused.Message,
            StringComparison.Ordinal);
        await AssertAll(grid.People, faces, People.Model, People.NextModel);
        await grid.People.Activation.Switch(People.NextModel, None, leaveBehind: true);
        await AssertAll(grid.People, faces, People.NextModel, People.Model);
        Assert.Equal(Outcome.NotRecognized, (await grid.People.Recognize(zoe, model: People.NextModel)).Outcome);
        await grid.People.Enroll("zoe", zoe, model: People.NextModel);
        Assert.Equal("zoe", (await grid.People.Recognize(zoe, model: People.NextModel)).Identity);
    }

    [Fact]
    public async Task Step_PersonEnrolsOnceMoreMeanwhile_WaitsAgain()
    {
        var world = World.New();
        await using var grid = await PeopleGrid.Start(world.Storage, Capacity, world.Blobs);
        var faces = await Enrol(grid.People);
        await StepThrough(grid.People);
        var second = FakeEncoder.RandomEncoding(new Random(5));
        await grid.People.EnrollAndKeep("anna", [second]);
        Assert.Equal(1, (await grid.People.Activation.Look(People.NextModel, None)).Waiting);
        await AssertRefused(GridError.ModelMismatch, () => grid.People.Activation.Switch(People.NextModel, None, leaveBehind: true));
        await StepThrough(grid.People);
        await grid.People.Activation.Switch(People.NextModel, None, leaveBehind: false);
        faces["anna"].Add(second);
        await AssertAll(grid.People, faces, People.NextModel, People.Model);
    }

    [Fact]
    public async Task Activate_DiesBeforeAnyWriteOrDeletion_OneVersionAnswersAndTheNextProcessContinues()
    {
        var before = World.New();
        Dictionary<string, List<float[]>> faces;
        await using (var grid = await PeopleGrid.Start(before.Storage, Capacity, before.Blobs))
        {
            faces = await Enrol(grid.People);
        }

        var (cutBefore, cutAfter) = (0, 0);
        for (var events = 0; ; events++)
        {
            Assert.True(events < 120, "the story never came to its end");
            var world = before.NextLife();
            await using (var grid = await PeopleGrid.Start(world.Storage, Capacity, world.Blobs))
            {
                world.Storage.DieAfterEvents(events);
                try
                {
                    await StepThrough(grid.People, most: 2);
                    await grid.People.Activation.Switch(People.NextModel, None, leaveBehind: false);
                    await grid.People.Enroll("last", FakeEncoder.RandomEncoding(new Random(3)), model: People.NextModel);
                }
                catch (Exception exception) when (exception.GetBaseException() is IOException && world.Storage.IsDead)
                {
                    // Somewhere.
                }
            }

            var next = world.NextLife();
            await using var later = await PeopleGrid.Start(next.Storage, Capacity, next.Blobs);
            var isSwitched = (await later.People.Activation.Look(People.NextModel, None)).IsActive;
            (cutBefore, cutAfter) = isSwitched ? (cutBefore, cutAfter + 1) : (cutBefore + 1, cutAfter);
            await AssertAll(
                later.People, faces, isSwitched ? People.NextModel : People.Model, isSwitched ? People.Model : People.NextModel);
            if (!isSwitched)
            {
                await StepThrough(later.People);
                await later.People.Activation.Switch(People.NextModel, None, leaveBehind: false);
                await AssertAll(later.People, faces, People.NextModel, People.Model);
            }

            if (!world.Storage.IsDead)
            {
                Assert.True(cutBefore > 10 && cutAfter > 0, $"{cutBefore} deaths before the switch, {cutAfter} after it");
                return;
            }
        }
    }

    /// <summary>Five people in the lobby, two of them in the lab as well, one with two photos.</summary>
    private static async Task<Dictionary<string, List<float[]>>> Enrol(People people, bool keep = true, string? only = null)
    {
        var random = new Random(42);
        var faces = new Dictionary<string, List<float[]>>();
        foreach (var name in new[] { "anna", "bert", "carl", "dora", "emil" })
        {
            faces[name] = [.. Enumerable.Range(0, name == "anna" ? 2 : 1).Select(_ => FakeEncoder.RandomEncoding(random))];
        }

        foreach (var (name, encodings) in faces.Where(f => only is null || f.Key == only))
        {
            foreach (var gallery in name is "anna" or "dora" ? new[] { People.Gallery, "lab" } : [People.Gallery])
            {
                await (keep ? people.EnrollAndKeep(name, encodings, gallery) : people.Enroll(name, encodings, gallery));
            }
        }

        return faces;
    }

    private static async Task StepThrough(People people, int most = 100)
    {
        while (await people.Activation.Step(People.NextModel, None, most, CancellationToken.None) > 0)
        {
            // On.
        }
    }

    /// <summary>Everybody is found with the one version, in every gallery that they are in, and the other is refused.</summary>
    private static async Task AssertAll(People people, Dictionary<string, List<float[]>> faces, string model, string other)
    {
        foreach (var (name, encodings) in faces)
        {
            foreach (var encoding in encodings)
            {
                var answer = await people.Recognize(encoding, model: model);
                Assert.Equal((Outcome.Recognized, name), (answer.Outcome, answer.Identity));
                Assert.True(answer.Distance < 1e-9);
                await AssertRefused(GridError.ModelMismatch, () => people.Recognize(encoding, model: other));
                Assert.True((await people.Verify(name, encoding, model)).IsVerified);
            }
        }

        Assert.Equal("dora", (await people.Recognize(faces["dora"][0], gallery: "lab", model: model)).Identity);
        Assert.Equal(Outcome.NotRecognized, (await people.Recognize(faces["bert"][0], gallery: "lab", model: model)).Outcome);
    }

    private static async Task<GridRequestException> AssertRefused(GridError error, Func<Task> action)
    {
        var refused = await Assert.ThrowsAsync<GridRequestException>(action);
        Assert.Equal(error, refused.Error);
        return refused;
    }
}

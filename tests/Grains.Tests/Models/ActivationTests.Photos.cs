using System.Text.Json;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Models;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Models;

/// <summary>Kept photos, and states of earlier versions.</summary>
public sealed partial class ActivationTests
{
    [Fact]
    public async Task KeepPhotos_DiesBeforeAnyWriteOrDeletion_NoFaceIsStoredThatNoRecordNames()
    {
        var isThrough = false;
        for (var events = 0; !isThrough; events++)
        {
            Assert.True(events < 60, "the story never came to its end");
            var world = World.New();
            await using (var grid = await PeopleGrid.Start(world.Storage, Capacity, world.Blobs))
            {
                world.Storage.DieAfterEvents(events);
                try
                {
                    await Enrol(grid.People, keep: true, only: "anna");
                    await grid.People.Remove("anna");
                    isThrough = true;
                }
                catch (Exception exception) when (exception.GetBaseException() is IOException && world.Storage.IsDead)
                {
                    // Somewhere.
                }
            }

            var next = world.NextLife();
            await using var later = await PeopleGrid.Start(next.Storage, Capacity, next.Blobs);
            var named = (await later.People.Get("anna"))?.Photos?.Select(p => p.Blob.Sha256) ?? [];
            Assert.Subset(named.ToHashSet(), next.Blobs.Names.ToHashSet());

            // Asked for once more, it is all there; removed, all gone.
            await Enrol(later.People, keep: true, only: "anna");
            Assert.Equal((await later.People.Get("anna"))!.Photos!.Select(p => p.Blob.Sha256).Order(), next.Blobs.Names.Order());
            await later.People.Remove("anna");
            Assert.Empty(next.Blobs.Names);
        }
    }

    [Fact]
    public async Task Enroll_NotAsked_KeepsNoPhoto()
    {
        var world = World.New();
        await using var grid = await PeopleGrid.Start(world.Storage, Capacity, world.Blobs);
        await Enrol(grid.People, keep: false);
        Assert.Empty(world.Blobs.Names);
        Assert.Null((await grid.People.Get("anna"))!.Photos);
        Assert.Equal(5, (await grid.People.Activation.Look(People.NextModel, None)).WithoutPhotosCount);
    }

    [Fact]
    public void State_WrittenBeforeThereWereActivations_IsRead()
    {
        var gallery = JsonSerializer.Deserialize<GalleryState>("""{"ModelVersion":"m","Shards":[0,1],"Policy":null}""")!;
        Assert.Equal(("m", 2, 0), (gallery.ModelVersion, gallery.Shards.Count, gallery.Others.Count));
        var models = JsonSerializer.Deserialize<ModelRegistryState>("""{"Calibrations":{}}""")!;
        Assert.Equal((null, 0), (models.Active, models.Versions.Count));
        var record = JsonSerializer.Deserialize<IdentityState>(
            """{"Record":{"Identity":"a","Version":1,"Templates":[],"Galleries":[{"Gallery":"g","Shard":0,"ModelVersion":"m"}],"""
            + """ "Enrolled":"2026-01-01T00:00:00+00:00","Changed":"2026-01-01T00:00:00+00:00"}}""")!.Record!;
        Assert.Equal(("a", 1, null), (record.Identity, record.Galleries.Count, record.Photos));
    }
}

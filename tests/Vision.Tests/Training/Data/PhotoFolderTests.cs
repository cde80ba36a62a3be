using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Tests.Training.Preparation;
using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Tests.Training.Data;

public sealed class PhotoFolderTests : IDisposable
{
    private readonly ColouredPeople _people = new();

    public PhotoFolderTests()
    {
        _people.Add("set", "anna", (10, 0, 0), (11, 0, 0), (12, 0, 0));
        _people.Add("set", "bert", (20, 0, 0));
        _people.Add("set", "carl", (30, 0, 0), (31, 0, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2 * 112 * 112 * 3)]
    [InlineData(long.MaxValue)]
    public void Photo_WhateverIsKeptInMemory_IsTheFile(long memory)
    {
        var photos = PhotoFolder.Open(_people.PathOf("set"), new PhotoFolderOptions { MemoryBytes = memory });

        Assert.Equal(["anna", "bert", "carl"], Enumerable.Range(0, photos.People).Select(photos.NameOf));
        Assert.Equal([3, 1, 2], Enumerable.Range(0, photos.People).Select(photos.PhotosOf));
        for (var person = 0; person < photos.People; person++)
        {
            for (var photo = 0; photo < photos.PhotosOf(person); photo++)
            {
                Assert.Equal((10 * (person + 1)) + photo, photos.Photo(person, photo).Pixels[0]);
                Assert.Equal(ImageCodec.Load(photos.PathOf(person, photo)).Pixels, photos.Photo(person, photo).Pixels);
            }
        }

        Assert.Equal(memory == 0 ? 0 : memory == long.MaxValue ? 6 : 2, photos.Report.PhotosInMemory);
        Assert.Equal(["bert"], photos.Report.PeopleWithOnePhoto);
        Assert.Equal((3, 6), (photos.Report.People, photos.Report.Photos));
    }

    [Fact]
    public void Open_UnusablePhotos_AreNamedAndSkippedUnderTheLimit()
    {
        File.WriteAllText(_people.PathOf("set/anna/1.png"), "no picture");
        File.WriteAllBytes(_people.PathOf("set/bert/0.png"), ImageCodec.EncodePng(new RgbImage(64, 64)));

        var photos = PhotoFolder.Open(_people.PathOf("set"), new PhotoFolderOptions { UnreadableLimit = 0.4 });

        Assert.Equal([_people.PathOf("set/anna/1.png"), _people.PathOf("set/bert/0.png")], photos.Report.Skipped.Select(s => s.Path));
        Assert.Contains("64 x 64", photos.Report.Skipped[1].Reason, StringComparison.Ordinal);
        Assert.Equal(["bert"], photos.Report.PeopleWithoutPhotos);
        Assert.Equal((2, 4), (photos.People, photos.Report.Photos));
        Assert.Equal(12, photos.Photo(0, 1).Pixels[0]);

        var refused = Assert.Throws<BadInputException>(
            () => PhotoFolder.Open(_people.PathOf("set"), new PhotoFolderOptions { UnreadableLimit = 0.3 }));
        Assert.Equal(_people.PathOf("set/anna/1.png"), refused.Subject);
        Assert.Contains("2 of 6", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NothingToLearnFrom_IsRefused()
    {
        _people.Add("alone", "anna", (1, 2, 3), (1, 2, 3));
        _people.Add("singles", "anna", (1, 2, 3));
        _people.Add("singles", "bert", (1, 2, 3));

        Assert.Contains("one person only (anna)", Refusal("alone"), StringComparison.Ordinal);
        Assert.Contains("no positive pair", Refusal("singles"), StringComparison.Ordinal);
        Assert.Contains("no such folder", Refusal("nowhere"), StringComparison.Ordinal);
        Assert.Contains("not a folder", Refusal("set/anna/0.png"), StringComparison.Ordinal);
        Assert.Contains("one folder for each person", Refusal("set/anna"), StringComparison.Ordinal);

        string Refusal(string folder) => Assert.Throws<BadInputException>(() => PhotoFolder.Open(_people.PathOf(folder))).Reason;
    }

    [Fact]
    public void Photo_FileChangedSinceItWasOpened_IsRefused()
    {
        var photos = PhotoFolder.Open(_people.PathOf("set"), new PhotoFolderOptions { MemoryBytes = 0 });
        File.WriteAllBytes(_people.PathOf("set/anna/0.png"), ImageCodec.EncodePng(ColouredPeople.Filled((99, 0, 0), 112)));
        File.Delete(_people.PathOf("set/anna/1.png"));

        Assert.Contains("has changed", Assert.Throws<BadInputException>(() => photos.Photo(0, 0)).Reason, StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => photos.Photo(0, 1));
        Assert.Equal(12, photos.Photo(0, 2).Pixels[0]);
    }

    [Fact]
    public void Fingerprint_OtherContentOrName_Differs()
    {
        var before = PhotoFolder.Open(_people.PathOf("set")).Fingerprint;
        Assert.Equal(before, PhotoFolder.Open(_people.PathOf("set"), new PhotoFolderOptions { MemoryBytes = 0 }).Fingerprint);

        Directory.Move(_people.PathOf("set/anna"), _people.PathOf("set/anne"));
        var renamed = PhotoFolder.Open(_people.PathOf("set")).Fingerprint;
        _people.Add("set", "anne", (1, 1, 1));

        Assert.Equal(3, new[] { before, renamed, PhotoFolder.Open(_people.PathOf("set")).Fingerprint }.Distinct().Count());
    }

    [Fact]
    public void Split_Seeded_IsByIdentityAndHoldsOutPairsOnly()
    {
        for (var i = 0; i < 8; i++)
        {
            _people.Add("set", $"more{i}", (1, (byte)i, 0), (2, (byte)i, 0));
        }

        var all = PhotoFolder.Open(_people.PathOf("set"));
        var (training, heldOut) = all.Split(4, seed: 3);

        Assert.Equal((7, 4), (training.People, heldOut.People));
        Assert.Equal(all.Report.Photos, training.Report.Photos + heldOut.Report.Photos);
        Assert.Equal(Names(all), Names(training).Concat(Names(heldOut)).Order(StringComparer.Ordinal));
        Assert.Empty(heldOut.Report.PeopleWithOnePhoto);
        Assert.Equal(Names(heldOut), Names(all.Split(4, seed: 3).HeldOut));
        Assert.Contains(Enumerable.Range(0, 20), seed => !Names(all.Split(4, seed).HeldOut).SequenceEqual(Names(heldOut)));
        Assert.NotEqual(training.Fingerprint, heldOut.Fingerprint);
        Assert.Same(all.Photo(0, 0), (Names(training)[0] == "anna" ? training : heldOut).Photo(0, 0));
        Assert.Throws<BadInputException>(() => all.Split(9, seed: 3));
    }

    public void Dispose() => _people.Dispose();

    private static List<string> Names(PhotoFolder photos) => [.. Enumerable.Range(0, photos.People).Select(photos.NameOf)];
}

using FaceGrid.Grains.Styling.Engines;

namespace FaceGrid.Grains.Tests.Styling;

/// <summary>The cache of Gram matrices in a folder.</summary>
public sealed class FileStyleCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_WhatWasKept_IsThereForTheNextProcessAsWell()
    {
        Assert.Null(Cache().Find("a"));
        Cache().Keep("a", [1, 2, 3]);
        Cache().Keep("b", []);
        Assert.Equal(new byte[] { 1, 2, 3 }, Cache().Find("a"));
        Assert.Empty(Cache().Find("b")!);
        Assert.Null(Cache().Find("c"));
    }

    [Fact]
    public void Find_AnyByteDamagedOrTheEndMissing_IsAsIfItWereNotThere()
    {
        Cache().Keep("a", [1, 2, 3]);
        var file = Assert.Single(Directory.GetFiles(_folder["grams"]));
        var whole = File.ReadAllBytes(file);
        for (var i = 0; i < whole.Length; i++)
        {
            File.WriteAllBytes(file, [.. whole.Select((b, j) => j == i ? (byte)(b ^ 1) : b)]);
            Assert.Null(Cache().Find("a"));
            File.WriteAllBytes(file, whole[..i]);
            Assert.Null(Cache().Find("a"));
        }

        Cache().Keep("a", [1, 2, 3]);
        Assert.Equal(new byte[] { 1, 2, 3 }, Cache().Find("a"));
    }

    [Fact]
    public void Keep_MoreThanTheMost_WhatWasUsedLastStays()
    {
        foreach (var key in new[] { "a", "b", "c" })
        {
            Cache().Keep(key, [7]);
            Age();
        }

        Assert.NotNull(Cache().Find("a"));
        Cache().Keep("d", [7]);
        Assert.Equal(["a", "c", "d"], new[] { "a", "b", "c", "d" }.Where(k => Cache().Find(k) is not null));

        // Each is a minute older than what comes after it.
        void Age()
        {
            foreach (var file in Directory.GetFiles(_folder["grams"]))
            {
                File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(-1));
            }
        }
    }

    [Fact]
    public void Keep_FolderCannotBeMade_DoesNothing()
    {
        File.WriteAllText(_folder["file"], "");
        var cache = new FileStyleCache(Path.Combine(_folder["file"], "grams"));
        cache.Keep("a", [1]);
        Assert.Null(cache.Find("a"));
    }

    private FileStyleCache Cache() => new(_folder["grams"], most: 3);
}

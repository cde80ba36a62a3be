using System.Security.Cryptography;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Storage.Blobs;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Storage.Blobs;

public sealed class FileBlobStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Put_Content_IsThereUnderItsHash()
    {
        var store = Open();
        var content = "a starry night"u8.ToArray();
        var blob = await store.Put(content);
        Assert.Equal(new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length), blob);
        Assert.Equal(content, File.ReadAllBytes(FileOf(blob)));
        Assert.Equal(content, await Open().Get(blob));
        Assert.True(await store.Exists(blob));
        Assert.Equal(blob, await store.Put(content));
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.True(await store.Delete(blob));
        Assert.False(await store.Exists(blob));
        Assert.False(await store.Delete(blob));
    }

    [Fact]
    public async Task Put_ManyAtOnceOfTheSameContent_IsOneSoundBlob()
    {
        var store = Open();
        var content = new byte[300_000];
        new Random(1).NextBytes(content);
        var blobs = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => store.Put(content)));
        Assert.Single(blobs.Distinct());
        Assert.Equal(content, await store.Get(blobs[0]));
        Assert.Single(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("flipped")]
    [InlineData("short")]
    [InlineData("empty")]
    public async Task Get_DamagedFile_ThrowsAndPutMendsIt(string how)
    {
        var store = Open();
        var content = new byte[5000];
        var blob = await store.Put(content);
        File.WriteAllBytes(FileOf(blob), how switch
        {
            "flipped" => [.. content.Select((b, i) => i == 4321 ? (byte)1 : b)],
            "short" => content[..4999],
            _ => [],
        });
        var error = await Assert.ThrowsAsync<GridRequestException>(() => store.Get(blob));
        Assert.Equal(GridError.DamagedBlob, error.Error);
        Assert.False(error.IsRetryable);
        await store.Put(content);
        Assert.Equal(content, await store.Get(blob));
    }

    [Fact]
    public async Task Get_NoSuchBlob_Throws()
    {
        var error = await Assert.ThrowsAsync<GridRequestException>(() => Open().Get(new BlobReference(new string('a', 64), 3)));
        Assert.Equal(GridError.MissingBlob, error.Error);
        error = await Assert.ThrowsAsync<GridRequestException>(() => Open().Get(new BlobReference("../../etc/passwd", 3)));
        Assert.Equal(GridError.InvalidRequest, error.Error);
    }

    [Fact]
    public async Task Open_UnfinishedFiles_ThoseOfDeadProcessesAreDeleted()
    {
        var blob = await Open().Put(new byte[] { 1, 2, 3 });
        var (abandoned, written) = (Unfinished(blob, "a"), Unfinished(blob, "b"));
        File.WriteAllText(abandoned, "half");
        using (FileOperations.Default.CreateNew(written, isPrivate: true))
        {
            var store = Open();
            Assert.False(File.Exists(abandoned));
            Assert.True(File.Exists(written));
            Assert.Equal([1, 2, 3], await store.Get(blob));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_UnfinishedFileOfTheBlob_IsDeletedToo(bool isStored)
    {
        var store = Open();
        var (blob, other) = (await store.Put(new byte[] { 1, 2, 3 }), await store.Put(new byte[] { 4 }));
        var (unfinished, ofAnother) = (Unfinished(blob, "a"), Unfinished(other, "a"));
        File.WriteAllText(unfinished, "half");
        File.WriteAllText(ofAnother, "half");
        if (!isStored)
        {
            File.Delete(FileOf(blob));
        }

        Assert.Equal(isStored, await store.Delete(blob));
        Assert.False(File.Exists(unfinished));
        Assert.True(File.Exists(ofAnother));
    }

    [Fact]
    public async Task PutAndDelete_LossOfPowerAfterTheAnswer_IsNotUndone()
    {
        var files = new FaultyFiles();
        var store = new FileBlobStore(_folder.Path, files);
        var (kept, deleted) = (await store.Put(new byte[] { 1, 2, 3 }), await store.Put(new byte[] { 4 }));
        await store.Delete(deleted);
        Assert.Empty(files.NotDurable);
        Assert.True(File.Exists(FileOf(kept)));
        Assert.False(File.Exists(FileOf(deleted)));
    }

    [Fact]
    public async Task Put_DiesAtEachOperation_LeavesNoFaceThatDeleteDoesNotFind()
    {
        var content = new byte[1000];
        Array.Fill(content, (byte)77);
        var blob = new BlobReference(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
        for (var operation = 1; ; operation++)
        {
            var files = new FaultyFiles { DiesAt = operation };
            if (await Record.ExceptionAsync(() => new FileBlobStore(_folder.Path, files).Put(content)) is null)
            {
                Assert.InRange(operation, 4, 20);
                break;
            }

            await Open().Delete(blob);
            Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public async Task Put_AnyUmask_OnlyTheOwnerCanOpenFilesAndFolders()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = _folder["blobs"];
        var store = new FileBlobStore(path);
        var blob = await store.Put(new byte[] { 1, 2, 3 });
        foreach (var file in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Append(path))
        {
            Assert.Equal(Directory.Exists(file) ? OwnerOnly.FolderMode : OwnerOnly.FileMode, File.GetUnixFileMode(file));
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.OtherRead | UnixFileMode.GroupWrite);
        }

        Assert.Equal([1, 2, 3], await new FileBlobStore(path).Get(blob));
        foreach (var file in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories).Append(path))
        {
            Assert.Equal(Directory.Exists(file) ? OwnerOnly.FolderMode : OwnerOnly.FileMode, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Open_PathIsAFile_ThrowsBadInput()
    {
        File.WriteAllText(_folder["file"], "");
        Assert.Throws<BadInputException>(() => new FileBlobStore(_folder["file"]));
    }

    [SmallDiskFact]
    public async Task Put_DiskRunsFull_SaysSoKeepsTheRestAndLeavesNothingHalf()
    {
        Assert.True(SmallDiskFactAttribute.Mount(_folder.Path));
        try
        {
            var store = Open();
            var random = new Random(2);
            var kept = new List<(BlobReference Blob, byte[] Content)>();
            GridRequestException? full = null;
            while (full is null)
            {
                Assert.True(kept.Count < 1000, "the disk never became full");
                var content = new byte[50_000];
                random.NextBytes(content);
                try
                {
                    kept.Add((await store.Put(content), content));
                }
                catch (GridRequestException error)
                {
                    full = error;
                }
            }

            Assert.Equal(GridError.StorageFull, full.Error);
            Assert.True(full.IsRetryable);
            Assert.NotEmpty(kept);
            foreach (var (blob, content) in kept)
            {
                Assert.Equal(content, await store.Get(blob));
            }

            Assert.Equal(kept.Count, Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories).Count());

            // With room again, the same store works.
            await store.Delete(kept[0].Blob);
            Assert.Equal(kept[0].Blob, await store.Put(kept[0].Content));
        }
        finally
        {
            SmallDiskFactAttribute.Unmount(_folder.Path);
        }
    }

    private FileBlobStore Open() => new(_folder.Path);

    private string Unfinished(BlobReference blob, string end) =>
        Path.Combine(_folder.Path, blob.Sha256[..2], $".{blob.Sha256}.{end}.tmp");

    private string FileOf(BlobReference blob) => Path.Combine(_folder.Path, blob.Sha256[..2], blob.Sha256);
}

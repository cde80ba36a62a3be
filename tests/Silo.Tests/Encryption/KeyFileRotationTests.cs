using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Tests.Storage;
using FaceGrid.Silo.Encryption;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Encryption;

/// <summary>Rotations at the same time, and rotations that die: what was wrapped under a key that was returned stays readable.</summary>
public sealed class KeyFileRotationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Keys => _folder["keys"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Rotate_TwoAtOnceInEachOfHundredRounds_NoKeyIsLost()
    {
        var returned = new List<string> { KeyFile.Create(Keys) };
        for (var round = 0; round < 100; round++)
        {
            returned.AddRange(await Task.WhenAll(Task.Run(() => KeyFile.Rotate(Keys)), Task.Run(() => KeyFile.Rotate(Keys))));
            using var keys = KeyFile.Open(Keys);
            Assert.All(returned, id => Assert.True(keys.Has(id)));
            Assert.Contains(keys.CurrentId, returned[^2..]);
        }

        Assert.Equal(201, returned.Distinct().Count());
    }

    /// <summary>The process is killed, or the power fails, before each operation on files and after the last.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rotate_DiesAtEachOperation_WhatWasWrappedBeforeAndAfterIsReadable(bool losesPower)
    {
        var first = KeyFile.Create(Keys);
        var wrapped = Wrap(first);
        for (var operation = 1; ; operation++)
        {
            var files = new FaultyFiles { DiesAt = operation };
            string? rotated = null;
            var error = Record.Exception(() => rotated = KeyFile.Rotate(Keys, operations: files));

            // The new key is used from the return of the call on.
            var wrappedAfter = rotated is null ? null : Wrap(rotated);
            if (losesPower)
            {
                files.LosePower();
            }

            AssertReadable(first, wrapped);
            if (rotated is not null)
            {
                AssertReadable(rotated, wrappedAfter!);
                Assert.InRange(operation, 4, 20);
                return;
            }

            Assert.IsType<BadInputException>(error);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Create_DiesAtEachOperation_NoKeyWasReturnedThatIsNotThere(bool losesPower)
    {
        for (var operation = 1; ; operation++)
        {
            var files = new FaultyFiles { DiesAt = operation };
            string? created = null;
            _ = Record.Exception(() => created = KeyFile.Create(Keys, operations: files));
            if (losesPower)
            {
                files.LosePower();
            }

            if (created is not null)
            {
                AssertReadable(created, Wrap(created));
                return;
            }

            // Nothing, or a whole file: never a part of one.
            if (File.Exists(Keys))
            {
                KeyFile.Open(Keys).Dispose();
                File.Delete(Keys);
            }
        }
    }

    [Fact]
    public void Rotate_PathIsASymbolicLink_TheFileBehindItIsReplaced()
    {
        var first = KeyFile.Create(Keys);
        File.CreateSymbolicLink(_folder["link"], Keys);
        var second = KeyFile.Rotate(_folder["link"]);
        using var keys = KeyFile.Open(Keys);
        Assert.Equal(second, keys.CurrentId);
        Assert.True(keys.Has(first));
        Assert.NotNull(new FileInfo(_folder["link"]).LinkTarget);
    }

    [Fact]
    public async Task Rotate_AnotherChangesTheFile_Waits()
    {
        KeyFile.Create(Keys);
        Task<string> rotation;
        using (FileLock.Acquire(Keys))
        {
            rotation = Task.Run(() => KeyFile.Rotate(Keys));
            await Task.WhenAny(rotation, Task.Delay(100));
            Assert.False(rotation.IsCompleted);
        }

        var id = await rotation;
        using var keys = KeyFile.Open(Keys);
        Assert.Equal(id, keys.CurrentId);
    }

    private byte[] Wrap(string id)
    {
        using var keys = KeyFile.Open(Keys);
        Assert.Equal(id, keys.CurrentId);
        return keys.Wrap(new byte[32], "person"u8);
    }

    private void AssertReadable(string id, byte[] wrapped)
    {
        using var keys = KeyFile.Open(Keys);
        var key = Enumerable.Repeat((byte)1, 32).ToArray();
        keys.Unwrap(id, wrapped, "person"u8, key);
        Assert.Equal(new byte[32], key);
    }
}

using System.Security.Cryptography;
using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Encryption;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Tests.Encryption;

public sealed class KeyFileTests : IDisposable
{
    private static readonly string One = Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());
    private static readonly string Two = Convert.ToBase64String(Enumerable.Range(2, 32).Select(i => (byte)i).ToArray());

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_NewFile_HasOneKeyAndOwnerPermissionsOnly()
    {
        var id = KeyFile.Create(_folder["keys"]);
        using var keys = KeyFile.Open(_folder["keys"]);
        Assert.Equal(id, keys.CurrentId);
        Assert.True(keys.Has(id));
        Assert.False(keys.Has("another"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["keys"]));
        }

        Assert.Equal(["keys"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Create_FileExists_RefusedAndTheFileIsUnchanged()
    {
        KeyFile.Create(_folder["keys"]);
        var before = File.ReadAllText(_folder["keys"]);
        var error = Assert.Throws<BadInputException>(() => KeyFile.Create(_folder["keys"]));
        Assert.Contains("not overwritten", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(_folder["keys"]));
    }

    [Fact]
    public void Rotate_Twice_NewestIsCurrentAndEachUnwrapsItsOwnKeys()
    {
        string[] ids = [KeyFile.Create(_folder["keys"]), "", ""];
        var wrapped = new byte[3][];
        for (var i = 0; ; i++)
        {
            using (var keys = KeyFile.Open(_folder["keys"]))
            {
                Assert.Equal(ids[i], keys.CurrentId);
                wrapped[i] = keys.Wrap(Key(i), "data"u8);
            }

            if (i == 2)
            {
                break;
            }

            ids[i + 1] = KeyFile.Rotate(_folder["keys"]);
        }

        Assert.Equal(3, ids.Distinct().Count());
        using var last = KeyFile.Open(_folder["keys"]);
        var key = new byte[32];
        for (var i = 0; i < 3; i++)
        {
            last.Unwrap(ids[i], wrapped[i], "data"u8, key);
            Assert.Equal(Key(i), key);
            Assert.ThrowsAny<CryptographicException>(() => last.Unwrap(ids[i], wrapped[i], "other data"u8, key));
            Assert.ThrowsAny<CryptographicException>(() => last.Unwrap(ids[(i + 1) % 3], wrapped[i], "data"u8, key));
        }
    }

    [Fact]
    public void Open_CommentsAndTwoKeys_FirstIsCurrent()
    {
        Write($"# a comment\r\n\r\nnew.key_1 {Two}\r\n  old {One}  \n");
        using var keys = KeyFile.Open(_folder["keys"]);
        Assert.Equal("new.key_1", keys.CurrentId);
        Assert.True(keys.Has("old"));
    }

    [Theory]
    [InlineData("", "has no key")]
    [InlineData("# only a comment\n", "has no key")]
    [InlineData("id\n", "line 1 is not: ID KEY-IN-BASE64")]
    [InlineData("\nid one two\n", "line 2 is not: ID KEY-IN-BASE64")]
    [InlineData("id AAAA\n", "line 1 has a key 'id' of 3 bytes; it must have 32")]
    [InlineData("id *not/base64*\n", "line 1 has a key 'id' that is not base64")]
    [InlineData("schlüssel ONE\n", "line 1 does not begin with an id")]
    [InlineData("a ONE\nb TWO\na TWO\n", "line 3 has the key id 'a' a second time")]
    [InlineData("a ONE\nb ONE\n", "line 2 has under 'b' the same key as a line before")]
    public void Open_BadLine_IsNamedWithoutTheKey(string text, string fault)
    {
        Write(text.Replace("ONE", One, StringComparison.Ordinal).Replace("TWO", Two, StringComparison.Ordinal));
        var error = Assert.Throws<BadInputException>(() => KeyFile.Open(_folder["keys"]));
        Assert.StartsWith($"{_folder["keys"]}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(One, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Two, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UnixFileMode.OtherRead, true)]
    [InlineData(UnixFileMode.OtherWrite, true)]
    [InlineData(UnixFileMode.GroupWrite, true)]
    [InlineData(UnixFileMode.GroupRead, true)]
    [InlineData(UnixFileMode.UserExecute, false)]
    public void Open_FileMode_RefusedIfOthersHaveAccess(UnixFileMode added, bool isRefused)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        KeyFile.Create(_folder["keys"]);
        File.SetUnixFileMode(_folder["keys"], File.GetUnixFileMode(_folder["keys"]) | added);
        var error = Record.Exception(() => KeyFile.Open(_folder["keys"]).Dispose());
        Assert.Equal(isRefused, error is BadInputException);
        Assert.Equal(isRefused, error is not null);
    }

    [Fact]
    public void Open_NoSuchFile_Refused()
    {
        var error = Assert.Throws<BadInputException>(() => KeyFile.Open(_folder["none"]));
        Assert.Contains("cannot be read as key file", error.Message, StringComparison.Ordinal);
    }

    private static byte[] Key(int seed) => [.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7 + seed))];

    private void Write(string text)
    {
        File.WriteAllText(_folder["keys"], text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}

using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using FaceGrid.Vision.Files;

namespace FaceGrid.Silo.Tests.Encryption;

/// <summary>The choice of a data folder's key file.</summary>
public sealed class LocalKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    private string Data => _folder["data"];

    private string Store => Path.Combine(Data, "grains.db");

    private string KeyStore => Path.Combine(Data, "keys.db");

    private string Own => _folder["data-keys/keys"];

    public LocalKeyFileTests() => Directory.CreateDirectory(Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Select_NewStore_CreatesAKeyFileBesideTheFolder()
    {
        Assert.Equal(Own, Select());

        KeyFile.Open(Own).Dispose();
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly.FileMode, File.GetUnixFileMode(Own));
            Assert.Equal(OwnerOnly.FolderMode, File.GetUnixFileMode(Path.GetDirectoryName(Own)!));
        }

        Assert.True(File.Exists(KeyStore));
        Assert.Contains(Own, Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Equal(Own, Select());
        Assert.Single(_notices);
    }

    /// <summary>A crash after the key file, and before the store, must not leave a store without encryption.</summary>
    [Fact]
    public void Select_KeyFileOfAnUnfinishedStart_IsUsed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Own)!);
        var id = KeyFile.Create(Own);
        Assert.Equal(Own, Select());
        using var keys = KeyFile.Open(Own);
        Assert.Equal(id, keys.CurrentId);
    }

    [Fact]
    public void Select_StoreWithoutEncryption_StaysSo()
    {
        File.WriteAllText(Store, "");
        Assert.Null(Select());
        Assert.False(File.Exists(Own));
        Assert.Empty(_notices);
    }

    [Fact]
    public void Select_Declined_CreatesNothing()
    {
        Assert.Null(Select(isDeclined: true));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Except([Data]));
    }

    [Fact]
    public void Select_KeyFileIsMissing_IsRefusedWithItsPlace()
    {
        Select();
        File.Delete(Own);
        var error = Assert.Throws<BadInputException>(() => Select());
        Assert.Equal(Data, error.Subject);
        Assert.Contains($"expected at {Own}", error.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(Own));
        Assert.Equal("elsewhere", Select("elsewhere"));
    }

    [Fact]
    public void Select_DeclinedForAnEncryptedStore_IsRefused()
    {
        Select();
        Assert.Throws<BadInputException>(() => Select(isDeclined: true));
        Assert.Throws<BadInputException>(() => Select("elsewhere", isDeclined: true));
    }

    [Fact]
    public void Select_PlaceCannotBeWritten_IsRefusedWithTheWaysOut()
    {
        File.WriteAllText(_folder["data-keys"], "a file where the folder would be");
        var error = Assert.Throws<BadInputException>(() => Select());
        Assert.Contains("--key-file", error.Reason, StringComparison.Ordinal);
        Assert.Contains("--no-encryption", error.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyStore));
    }

    private string? Select(string? keyFile = null, bool isDeclined = false) =>
        LocalKeyFile.Select(Store, new LocalEncryption(keyFile, isDeclined, _notices.Add));
}

using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Creation, rotation and absence of a key file.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(3);

    private string Data => _folder.PathOf("data");

    private string OwnKeyFile => _folder.PathOf("data-keys/keys");

    private string KeyFile => _folder.PathOf("keys.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task KeyFile_CreateEnrolRotate_PeopleAreFoundWithItAndRefusedWithoutIt()
    {
        var first = (
            await Facegrid.Run("keys", "create", "--key-file", KeyFile, "--json")).Succeeded().Json[0].GetProperty("key").GetString()!;
        Refused(await Facegrid.Run("keys", "create", "--key-file", KeyFile), $"facegrid: {KeyFile}: there is a file of this name already");
        (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data, "--key-file", KeyFile)).Succeeded();
        Assert.True(File.Exists(Path.Combine(Data, "keys.db")));
        Assert.Equal("p0001", await Recognised(1));

        var missing = $"facegrid: {Data}: its identities are encrypted and their key file is missing: expected at {OwnKeyFile}";
        Refused(await Facegrid.Run("recognize", _folder.Probe(1), "--data", Data), missing);
        Refused(await Facegrid.Run("identities", "show", "p0001", "--data", Data), missing);
        Refused(await Facegrid.Run("identities", "list", "--data", Data, "--no-encryption"), "open it without --no-encryption");

        var rotated = (await Facegrid.Run("keys", "rotate", "--data", Data, "--key-file", KeyFile, "--json")).Succeeded().Json[0];
        Assert.Equal((3, 3), (rotated.GetProperty("people").GetInt32(), rotated.GetProperty("rewrapped").GetInt32()));
        var second = rotated.GetProperty("key").GetString()!;
        Assert.NotEqual(first, second);
        await File.WriteAllLinesAsync(
            KeyFile, (await File.ReadAllLinesAsync(KeyFile)).Where(l => !l.StartsWith(first, StringComparison.Ordinal)));
        Assert.Equal("p0001", await Recognised(1));
        var shown = (await Facegrid.Run("keys", "show", "--data", Data, "--key-file", KeyFile, "--json")).Succeeded().Json[0];
        Assert.Equal(
            (second, 0, 0),
            (
                shown.GetProperty("key").GetString(),
                shown.GetProperty("peopleWaiting").GetInt32(),
                shown.GetProperty("pagesWaiting").GetInt32()));
    }

    [Fact]
    public async Task NewStore_NoOptions_IsEncryptedWithAKeyFileBesideIt()
    {
        var enrolled = (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data, "--json")).Succeeded();
        Assert.Equal(3, enrolled.Json.Count(r => r.TryGetProperty("identity", out _)));
        Assert.Equal(
            [$"facegrid: {Data}: identities are encrypted; keep a copy of the key file {OwnKeyFile}, without it they cannot be read"],
            enrolled.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));

        var again = (await Facegrid.Run("recognize", _folder.Probe(1), "--json", "--data", Data)).Succeeded();
        Assert.Equal(("p0001", ""), (again.Json[0].GetProperty("identity").GetString(), again.Error));
        var rotated = (await Facegrid.Run("keys", "rotate", "--data", Data, "--json")).Succeeded().Json[0];
        Assert.Equal((3, 3), (rotated.GetProperty("people").GetInt32(), rotated.GetProperty("rewrapped").GetInt32()));
        var shown = (await Facegrid.Run("keys", "show", "--data", Data, "--json")).Succeeded().Json[0];
        Assert.Equal(
            (OwnKeyFile, rotated.GetProperty("key").GetString(), 0),
            (shown.GetProperty("keyFile").GetString(), shown.GetProperty("key").GetString(), shown.GetProperty("peopleWaiting").GetInt32()));

        // The data folder alone, as from a backup, discloses nothing and says what it lacks.
        Directory.Move(Path.GetDirectoryName(OwnKeyFile)!, _folder.PathOf("elsewhere"));
        Refused(await Facegrid.Run("recognize", _folder.Probe(1), "--data", Data), $"expected at {OwnKeyFile}");
        (await Facegrid.Run("recognize", _folder.Probe(1), "--data", Data, "--key-file", _folder.PathOf("elsewhere/keys"))).Succeeded();
    }

    [Fact]
    public async Task NewStore_EncryptionDeclined_StaysUnencrypted()
    {
        Assert.Equal("", (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data, "--no-encryption")).Succeeded().Error);
        var found = (await Facegrid.Run("recognize", _folder.Probe(1), "--json", "--data", Data)).Succeeded();
        Assert.Equal(("p0001", ""), (found.Json[0].GetProperty("identity").GetString(), found.Error));
        Assert.False(File.Exists(Path.Combine(Data, "keys.db")) || File.Exists(OwnKeyFile));
        Refused(await Facegrid.Run("keys", "show", "--data", Data), $"{OwnKeyFile}: cannot be read as key file");
    }

    private static void Refused(CliResult result, string reason)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    private async Task<string?> Recognised(int person) =>
        (await Facegrid.Run("recognize", _folder.Probe(person), "--json", "--data", Data, "--key-file", KeyFile)).Succeeded().Json[0]
            .GetProperty("identity")
            .GetString();
}

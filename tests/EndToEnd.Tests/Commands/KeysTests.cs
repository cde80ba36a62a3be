using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Creation, rotation and absence of a key file.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(3);

    private string Data => _folder.PathOf("data");

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

        Refused(
            await Facegrid.Run("recognize", _folder.Probe(1), "--data", Data),
            $"is encrypted under key '{first}', and no key file is given; nothing was changed");
        Refused(await Facegrid.Run("identities", "show", "p0001", "--data", Data), $"identity 'p0001': is encrypted under key '{first}'");

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
    public async Task KeyFile_Missing_IsNamed() =>
        Refused(await Facegrid.Run("keys", "show", "--data", Data), "--key-file: is required");

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

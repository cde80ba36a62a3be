using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Mistakes in the command line itself: each is named in one line, with the nearest word that exists.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(1);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("unknown command 'recogniz'; did you mean 'recognize'?", "recogniz", "door.jpg")]
    [InlineData("unknown command 'lsit'; did you mean 'list'?", "identities", "lsit")]
    [InlineData("unknown command 'frobnicate'", "frobnicate")]
    [InlineData("unknown option '--treshold'; did you mean '--threshold'?", "recognize", "door.jpg", "--treshold", "0.3")]
    [InlineData("unknown option '--treshold'; did you mean '--threshold'?", "recognize", "door.jpg", "--treshold=0.3")]
    [InlineData("unknown option '--agined'; did you mean '--aligned'?", "verify", "alice", "--agined", "door.jpg")]
    [InlineData("unknown option '--jsn'; did you mean '--json'?", "recognize", "door.jpg", "--gallery", "--jsn")]
    [InlineData("unknown option '--zzz'", "identities", "list", "--zzz")]
    [InlineData("--data: must not be empty", "identities", "list", "--data", "")]
    [InlineData("--models: must not be empty", "models", "list", "--models", "")]
    [InlineData("PHOTO: must not be empty", "recognize", "")]
    [InlineData("--aligned: 'perhaps' is not true or false", "recognize", "door.jpg", "--aligned=perhaps")]
    [InlineData("a command is missing: ", "galleries")]
    public async Task Run_Mistake_IsNamedOnceWithExitCode2(string reason, params string[] words)
    {
        var result = await Facegrid.Run(words);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"facegrid: {reason}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n'), l => l.StartsWith("facegrid: ", StringComparison.Ordinal));
        Assert.Empty(result.Output);
    }

    [Fact]
    public async Task Run_WordAfterDoubleDash_IsAnArgument()
    {
        var result = await Facegrid.Run("recognize", "--data", _folder.PathOf("data"), "--", "--treshold");

        Assert.StartsWith("facegrid: --treshold: no such file or folder", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("recognize", "missing.jpg")]
    [InlineData("recogniz", "missing.jpg")]
    [InlineData("recognize", "missing.jpg", "--threshold", "abc")]
    public async Task Run_JsonAndAFailure_PrintsTheReasonAsAnObject(params string[] words)
    {
        var result = await Facegrid.Run([.. words, "--json", "--data", _folder.PathOf("data")]);

        var failure = Assert.Single(result.Json);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(2, failure.GetProperty("exitCode").GetInt32());
        Assert.StartsWith($"facegrid: {failure.GetProperty("error").GetString()}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DataIsAFile_IsRefused()
    {
        var file = _folder.Enrolment(0);
        var result = await Facegrid.Run("identities", "list", "--data", file);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"facegrid: --data: {file} is a file, not a folder", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g.json")]
    [InlineData("g.losses.png")]
    public async Task Style_FileOfTheUserBesideThePicture_IsKept(string name)
    {
        await File.WriteAllTextAsync(_folder.PathOf(name), "{ \"mine\": true }");
        var result = await Facegrid.Run(
            "style", "--content", _folder.Enrolment(0), "--style", _folder.Enrolment(0), "--out", _folder.PathOf("g.png"), "--steps", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"would also write {_folder.PathOf(name)}, which exists", result.Error, StringComparison.Ordinal);
        Assert.Equal("{ \"mine\": true }", await File.ReadAllTextAsync(_folder.PathOf(name)));
        Assert.False(File.Exists(_folder.PathOf("g.png")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_OutputIsAnInput_IsRefusedAndTheFileIsKept(bool isLinked)
    {
        var photo = _folder.PathOf("photo.png");
        File.Copy(_folder.Enrolment(0), photo);
        var output = isLinked ? File.CreateSymbolicLink(_folder.PathOf("link.png"), photo).FullName : photo;
        var before = await File.ReadAllBytesAsync(photo);
        foreach (var command in new string[][]
        {
            ["style", "--content", photo, "--style", _folder.Enrolment(0), "--steps", "1", "--out", output],
            ["filters", photo, "--out", output],
            ["detect", photo, "--draw", output],
        })
        {
            var result = await Facegrid.Run([.. command, "--data", _folder.PathOf("data")]);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains($"would replace {photo}, which the command reads", result.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(photo));
    }
}

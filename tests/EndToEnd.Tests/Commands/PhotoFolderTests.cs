using FaceGrid.EndToEnd.Tests.Support;
using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>What folders, links, file names and standard input do to enrolment and recognition.</summary>
public sealed class PhotoFolderTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(2);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [SharedFact("data/cases/people_heic_only")]
    public async Task Enroll_PersonWithOnlyUnreadablePhotos_IsNamedAndTheOthersAreEnrolled()
    {
        var result = await Facegrid.Run(
            "enroll", "--people", SharedFiles.PathOf("data/cases/people_heic_only"), "--data", Data, "--detector", "none");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("fred: enrolled", result.Output, StringComparison.Ordinal);
        Assert.Contains("dora is not enrolled", result.Error, StringComparison.Ordinal);
        Assert.Contains("HEIC is not supported: convert it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enroll_HiddenFilesAndFoldersOfSystems_AreNoPhotos()
    {
        var own = Directory.GetDirectories(_folder.People).Order(StringComparer.Ordinal).First();
        foreach (var path in new[] { "._1.jpg", ".DS_Store", "@eaDir/1.jpg", "__MACOSX/x.jpg" }.Select(n => Path.Combine(own, n))
            .Append(Path.Combine(_folder.People, "@eaDir", "1.jpg"))
            .Append(Path.Combine(_folder.People, ".git", "1.jpg")))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, "not a photo");
        }

        var result = (await Facegrid.Run("enroll", "--people", _folder.People, "--aligned", "--data", Data)).Succeeded();

        Assert.Contains("2 of 2 people enrolled", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enroll_FirstPhotoUnusable_TakesTheNextAndReportsIt()
    {
        var own = Directory.GetDirectories(_folder.People).Order(StringComparer.Ordinal).First();
        await File.WriteAllTextAsync(Path.Combine(own, "0.jpg"), "not a photo");
        Directory.CreateDirectory(Path.Combine(_folder.People, "empty"));

        var result = await Facegrid.Run("enroll", "--people", _folder.People, "--aligned", "--data", Data);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("2 of 3 people enrolled", result.Output, StringComparison.Ordinal);
        Assert.Contains("skipped ", result.Error, StringComparison.Ordinal);
        Assert.Contains("empty is not enrolled: empty: the folder holds no pictures", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_LinkToTheFolderItself_ReadsEachPhotoOnce()
    {
        (await Facegrid.Run("enroll", "--people", _folder.People, "--aligned", "--data", Data)).Succeeded();
        var photos = Directory.GetFiles(_folder.People, "*", SearchOption.AllDirectories).Length;
        Directory.CreateSymbolicLink(Path.Combine(_folder.People, "again"), _folder.People);

        Assert.Equal(photos, (await Answers(_folder.People)).Count);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("/dev/stdin")]
    public async Task Recognize_StandardInput_IsAPhoto(string path)
    {
        (await Facegrid.Run("enroll", "anna", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        using var process = Facegrid.Start("recognize", path, "--aligned", "--data", Data);
        await process.StandardInput.BaseStream.WriteAsync(await File.ReadAllBytesAsync(_folder.Enrolment(0)));
        process.StandardInput.Close();

        Assert.StartsWith($"{path}: anna (", await process.StandardOutput.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognize_NewlineInTheName_IsOneLine()
    {
        (await Facegrid.Run("enroll", "anna", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        var photo = _folder.PathOf("a\nb.png: anna (distance 0.000 < threshold 1.000");
        File.Copy(_folder.Enrolment(1), photo);

        var line = Assert.Single(await Answers(photo));
        Assert.Contains("a\\u000Ab.png", line, StringComparison.Ordinal);
    }

    /// <summary>é as one character, as keyboards write it, and as two, as some file systems do.</summary>
    [Fact]
    public async Task Enroll_NameInTwoNormalForms_IsOnePerson()
    {
        (await Facegrid.Run("enroll", "Jos\u00e9", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        var again = (await Facegrid.Run("enroll", "Jose\u0301", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        var list = (await Facegrid.Run("identities", "list", "--json", "--data", Data)).Succeeded();

        Assert.Contains("already enrolled", again.Output, StringComparison.Ordinal);
        Assert.Single(list.Json);
        (await Facegrid.Run("identities", "remove", "Jose\u0301", "--data", Data)).Succeeded();
    }

    private async Task<List<string>> Answers(string folder)
    {
        var result = await Facegrid.Run("recognize", folder, "--aligned", "--data", Data);
        return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}

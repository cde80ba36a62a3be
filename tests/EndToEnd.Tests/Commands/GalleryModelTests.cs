using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>The encoder of a command without --model.</summary>
public sealed class GalleryModelTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(2);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recognize_ProgramWithAnotherDefault_AsksWithThePeoplesOwnEncoder()
    {
        // Enrolled with a model that is not the default.
        (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();

        var answer = (
            await Facegrid.RunWithDefaultModel("recognize", _folder.Probe(0), "--aligned", "--json", "--data", Data)).Succeeded().Json[0];
        (await Facegrid.RunWithDefaultModel("enroll", "bob", _folder.Enrolment(1), "--aligned", "--data", Data)).Succeeded();
        (await Facegrid.RunWithDefaultModel("enroll", "bob", _folder.Enrolment(1), "--aligned", "--data", Data, "--gallery", "new"))
            .Succeeded();
        var named = await Facegrid.Run("recognize", _folder.Probe(0), "--aligned", "--model", "facegrid-distilled-v1", "--data", Data);

        Assert.Equal("Recognized", answer.GetProperty("outcome").GetString());
        Assert.Equal("facegrid-generated-v1", await ModelOf("default"));
        Assert.Equal("facegrid-distilled-v1", await ModelOf("new"));
        Assert.Equal(2, named.ExitCode);
        Assert.Contains("never compared with facegrid-distilled-v1", named.Error, StringComparison.Ordinal);
    }

    private async Task<string> ModelOf(string gallery) =>
        (await Facegrid.Run("galleries", "show", "--gallery", gallery, "--json", "--data", Data)).Succeeded().Json[0]
            .GetProperty("modelVersion")
            .GetString()!.Split('@')[0];
}

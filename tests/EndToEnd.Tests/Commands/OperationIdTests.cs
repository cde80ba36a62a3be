using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Repeated commands with an operation id, after an unknown outcome of the first.</summary>
public sealed class OperationIdTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(2);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Enroll_AgainWithTheSameId_PrintsTheFirstAnswer()
    {
        string[] enrol = ["enroll", "alice", _folder.Enrolment(0), "--aligned", "--json", "--data", Data, "--operation-id", "script-7.1"];
        var first = (await Facegrid.Run(enrol)).Succeeded().Json[0].ToString();
        Assert.Contains("\"joined\":true", first, StringComparison.Ordinal);
        Assert.Equal(first, (await Facegrid.Run(enrol)).Succeeded().Json[0].ToString());
        enrol[2] = _folder.Enrolment(1);
        Refused(await Facegrid.Run(enrol), "operation 'script-7.1': was another enrolment of identity 'alice'");
        enrol[^1] = "not an id";
        Refused(await Facegrid.Run(enrol), "--operation-id: an operation id is made of letters");
    }

    [Fact]
    public async Task EnrollPeople_AgainWithTheSameId_EveryoneIsAnsweredAsTheFirstTime()
    {
        string[] enrol = ["enroll", "--people", _folder.People, "--aligned", "--json", "--data", Data, "--operation-id", "script-8"];
        var first = Answers(await Facegrid.Run(enrol));
        Assert.Equal(2, first.Count);
        Assert.All(first, a => Assert.Contains("\"joined\":true", a, StringComparison.Ordinal));
        Assert.Equal(first, Answers(await Facegrid.Run(enrol)));
    }

    [Fact]
    public async Task Remove_AgainWithTheSameId_IsNoErrorAndWithoutOneItIs()
    {
        (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--aligned", "--data", Data)).Succeeded();
        string[] remove = ["identities", "remove", "alice", "--data", Data, "--json", "--operation-id", "script-9"];
        Assert.True((await Facegrid.Run(remove)).Succeeded().Json[0].GetProperty("wasThere").GetBoolean());
        Assert.False((await Facegrid.Run(remove)).Succeeded().Json[0].GetProperty("wasThere").GetBoolean());
        Refused(await Facegrid.Run("identities", "remove", "alice", "--data", Data), "identity 'alice': is not enrolled");
    }

    private static List<string> Answers(CliResult result) =>
        [.. result.Succeeded().Json.Select(j => j.ToString()).Order(StringComparer.Ordinal)];

    private static void Refused(CliResult result, string reason)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}

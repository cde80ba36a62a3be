using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Verification heads through the command line: trained, compared, used, refused.</summary>
public sealed class HeadTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(16);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Head_TrainedOnPairs_VerifiesAndIsBoundToItsModel()
    {
        var (images, pairs) = MakePairs();
        var head = _folder.PathOf("door.json");
        var data = _folder.PathOf("data");
        (await Facegrid.Run("enroll", "alice", _folder.Enrolment(0), "--aligned", "--data", data)).Succeeded();

        var trained = (
            await Facegrid.Run(
                "train", "head", "--images", images, "--pairs", pairs, "--kind", "squared", "--aligned", "--out", head, "--json"))
            .Succeeded().Json[0];
        Assert.Equal("Squared", trained.GetProperty("kind").GetString());
        Assert.StartsWith("facegrid-generated-v1@", trained.GetProperty("model").GetString(), StringComparison.Ordinal);

        var own = (await Facegrid.Run("verify", "alice", _folder.Enrolment(0), "--head", head, "--aligned", "--data", data, "--json"))
            .Succeeded().Json[0];
        Assert.True(own.GetProperty("verified").GetBoolean());
        Assert.Equal("door", own.GetProperty("head").GetString());
        Assert.InRange(own.GetProperty("probability").GetDouble(), own.GetProperty("probabilityThreshold").GetDouble(), 1);

        await File.WriteAllTextAsync(
            head, (await File.ReadAllTextAsync(head)).Replace("facegrid-generated-v1@", "another@", StringComparison.Ordinal));
        var refused = await Facegrid.Run("verify", "alice", _folder.Enrolment(0), "--head", head, "--aligned", "--data", data);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("was trained for model another@", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EvalPairs_AllHeads_ComparesThemWithTheThreshold()
    {
        var (images, pairs) = MakePairs();

        var rows = (await Facegrid.Run("eval", "pairs", "--images", images, "--pairs", pairs, "--aligned", "--head", "all", "--json"))
            .Succeeded().Json;
        var unknown = await Facegrid.Run("eval", "pairs", "--images", images, "--pairs", pairs, "--head", "cosine");

        Assert.Equal(
            ["threshold", "distance", "absolute", "squared", "chi-square", "concatenation"],
            rows.Select(r => r.GetProperty("head").GetString()));
        Assert.All(rows, r => Assert.InRange(r.GetProperty("accuracy").GetDouble(), 0, 1));
        Assert.Equal(2, unknown.ExitCode);
    }

    /// <summary>Four folds of two pairs each kind: the files are named .jpg whatever their format.</summary>
    private (string Images, string Pairs) MakePairs()
    {
        var images = _folder.PathOf("images");
        var lines = new List<string> { "4\t2" };
        for (var person = 0; person < 16; person++)
        {
            var name = SyntheticPeopleFolder.Name(person);
            Directory.CreateDirectory(Path.Combine(images, name));
            File.Copy(_folder.Enrolment(person), Path.Combine(images, name, $"{name}_0001.jpg"));
            File.Copy(_folder.Probe(person), Path.Combine(images, name, $"{name}_0002.jpg"));
        }

        for (var fold = 0; fold < 4; fold++)
        {
            var first = fold * 4;
            lines.AddRange([
                $"{SyntheticPeopleFolder.Name(first)}\t1\t2", $"{SyntheticPeopleFolder.Name(first + 1)}\t1\t2",
                $"{SyntheticPeopleFolder.Name(first)}\t1\t{SyntheticPeopleFolder.Name(first + 2)}\t1",
                $"{SyntheticPeopleFolder.Name(first + 1)}\t2\t{SyntheticPeopleFolder.Name(first + 3)}\t1",
            ]);
        }

        var pairs = _folder.PathOf("pairs.txt");
        File.WriteAllLines(pairs, lines);
        return (images, pairs);
    }
}

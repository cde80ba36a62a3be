using FaceGrid.EndToEnd.Tests.Support;

namespace FaceGrid.Cluster.Tests;

/// <summary>Limits of a tenant, set by the operator and reported to the user.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Limits_OfASilo_RefuseInOneLineAndAreCounted()
    {
        using var folder = new SyntheticPeopleFolder(5);
        using var silo = new SiloProcess(
            folder.PathOf("silo"), ["--set", "Limits:Default:MaxPeople=3", "--set", "Limits:Tenants:default:QuestionsPerSecond=0.02"]);
        silo.Start();
        await silo.UntilReady();

        var enrolled = await Facegrid.Run("enroll", "--people", folder.People, "--aligned", "--json", "--cluster", silo.Gateway);
        Assert.Equal(2, enrolled.ExitCode);
        Assert.Equal(3, enrolled.Json.Count(j => j.TryGetProperty("joined", out var joined) && joined.GetBoolean()));
        const string Full = "tenant 'default': has 3 people, and Limits:MaxPeople lets it have 3; the person was not enrolled";
        Assert.Equal(2, Lines(enrolled).Count(l => l.EndsWith(Full, StringComparison.Ordinal)));

        string[] ask = ["recognize", folder.Enrolment(0), "--aligned", "--json", "--cluster", silo.Gateway];
        (await Facegrid.Run(ask)).Succeeded();
        var refused = await Facegrid.Run(ask);
        Assert.Equal(2, refused.ExitCode);
        const string TooMany = @"^facegrid: tenant 'default': asks this silo more than the 0\.02 questions a second "
            + @"that Limits:QuestionsPerSecond lets it ask; ask again in \d+ ms$";
        Assert.Matches(TooMany, Assert.Single(Lines(refused)));

        var metrics = (await silo.Get("/metrics"))!.Value.Text;
        Assert.Matches("(?m)^facegrid_refused_total\\{[^}]*limit=\"max_people\"[^}]*\\} ", metrics);
        Assert.Matches("(?m)^facegrid_refused_total\\{[^}]*limit=\"questions_per_second\"[^}]*\\} 1( |$)", metrics);
    }

    private static List<string> Lines(CliResult result) =>
        [.. result.Error.Split('\n').Where(l => l.StartsWith("facegrid: ", StringComparison.Ordinal))];
}

using System.Globalization;
using Xunit.Abstractions;

namespace FaceGrid.Cluster.Tests;

/// <summary>A silo whose process is suspended and continues, as a virtual machine that is paused.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SuspensionTests(PostgresServer server, ITestOutputHelper output)
{
    private const int Before = 200;
    private const int After = 400;

    [Trait("Category", "Soak")]
    [ClusterFact]
    public async Task Silo_IsSuspendedFor15SecondsUnderLoad_NoAnswerIsWrongAndNothingAcknowledgedIsLost()
    {
        using var cluster = await TestCluster.Start(server, silos: 3);
        (await cluster.Ask("load", "--k", Text(Before), "--everyone", "--deadline", "20")).Succeeded();
        var suspended = cluster.Silos[0].Id;
        var drill = cluster.Ask(
            "drill", "kill-silo", "--k", Text(Before), "--rate", "20", "--before", "5", "--after", "60",
            "--kill", $"kill -STOP {suspended}; sleep 15; kill -CONT {suspended}");
        var enrolling = cluster.Ask("load", "--k", Text(After), "--rate", "1", "--minutes", "0.01", "--deadline", "20");

        var report = (await drill).Succeeded().Json[^1];
        output.WriteLine($"full service {report.GetProperty("secondsToFullService").GetDouble():F1} s after the suspension");
        var load = report.GetProperty("load");
        Assert.Equal((0, 0), (load.GetProperty("wrongPerson").GetInt32(), load.GetProperty("wrongNotRecognized").GetInt32()));

        // An enrolment that failed was not acknowledged, and is completed here; none that was acknowledged may be missing.
        var acknowledged = (await enrolling).ExitCode == 0;
        var all = (await cluster.Ask("load", "--k", Text(After), "--everyone", "--deadline", "20")).Succeeded().Json;
        Assert.Equal(After, all[^1].GetProperty("right").GetInt32());
        Assert.True(!acknowledged || all.Count == 1 || all[0].GetProperty("enrolled").GetInt32() == 0, "acknowledged and lost");
        Assert.Equal(0, (await cluster.Ask("check")).Succeeded().Json[^1].GetProperty("faults").GetInt32());
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

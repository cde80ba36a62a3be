// Runs the test projects of a finished Release build, two at a time, and reports the totals.
//
//   dotnet run build/RunTests.cs -- [--soak] [FILTER]
//
// FILTER: only tests whose full name contains it. --soak: includes the long tests (Category=Soak).
//
// Prints "N passed, N failed, N skipped" last; exit code 0 if at least one test ran and none failed.
using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;

const int Lanes = 2;
const int SlowestShown = 10;

var root = Environment.GetEnvironmentVariable("FACEGRID_ROOT") ?? Directory.GetCurrentDirectory();
var results = Path.Combine(root, "artifacts", "test-results");
if (Directory.Exists(results))
{
    Directory.Delete(results, recursive: true);
}

Directory.CreateDirectory(results);
var conditions = new List<string>();
if (!args.Contains("--soak"))
{
    conditions.Add("Category!=Soak");
}

conditions.AddRange(args.Where(a => a != "--soak").Select(a => $"FullyQualifiedName~{a}"));

// The longest first: EndToEnd and Cluster mostly wait for processes, while Vision and Grains use the processors.
string[] longest = ["EndToEnd", "Vision", "Cluster", "Grains"];
var projects = Directory.GetFiles(Path.Combine(root, "tests"), "*.csproj", SearchOption.AllDirectories)
    .OrderBy(Position)
    .ThenBy(p => p, StringComparer.Ordinal);
var tests = new List<TestResult>();
var broken = 0;
await Parallel.ForEachAsync(projects, new ParallelOptions { MaxDegreeOfParallelism = Lanes }, async (project, _) =>
{
    var name = Path.GetFileNameWithoutExtension(project);
    Say($"{name} begins");
    var clock = Stopwatch.StartNew();
    var (exitCode, output) = await Test(project, name);
    var found = Read(Path.Combine(results, name + ".trx"));
    lock (tests)
    {
        tests.AddRange(found);
        Say(string.Create(CultureInfo.InvariantCulture, $"{name}: {Counts(found)} in {clock.Elapsed.TotalSeconds:0} s"));
        if (exitCode != 0)
        {
            Console.Error.WriteLine(output);
        }

        if (exitCode != 0 && !found.Exists(t => t.Outcome == "Failed"))
        {
            Say($"{name}: the run ended abnormally");
            broken++;
        }
    }
});

foreach (var test in tests.OrderByDescending(t => t.Duration).Take(SlowestShown))
{
    Say(string.Create(CultureInfo.InvariantCulture, $"{test.Duration.TotalSeconds,6:0.0} s  {test.Name}"));
}

foreach (var test in tests.Where(t => t.Outcome == "NotExecuted").OrderBy(t => t.Name, StringComparer.Ordinal))
{
    Console.WriteLine($"skipped: {test.Name}\n         {test.Message}");
}

foreach (var test in tests.Where(t => t.Outcome == "Failed").OrderBy(t => t.Name, StringComparer.Ordinal))
{
    Console.WriteLine($"failed: {test.Name}");
}

if (tests.Count == 0)
{
    Say("no test ran");
}

Console.WriteLine(Counts(tests, broken));
return tests.Count > 0 && broken == 0 && tests.All(t => t.Outcome != "Failed") ? 0 : 1;

int Position(string project)
{
    var at = Array.FindIndex(longest, n => project.Contains(n + ".Tests", StringComparison.Ordinal));
    return at >= 0 ? at : longest.Length;
}

async Task<(int ExitCode, string Output)> Test(string project, string name)
{
    var start = new ProcessStartInfo(
        "dotnet",
        [
            "test", project, "--no-build", "--configuration", "Release", "--nologo", "--verbosity", "quiet",
            "--logger", $"trx;LogFileName={name}.trx", "--results-directory", results, "--filter", string.Join('&', conditions),
        ])
    { RedirectStandardOutput = true };

    // Test projects run concurrently: an OpenMP thread that spins while it waits occupies a core that another project needs.
    start.Environment["OMP_WAIT_POLICY"] = "passive";
    using var process = Process.Start(start)!;
    var output = await process.StandardOutput.ReadToEndAsync();
    await process.WaitForExitAsync();
    return (process.ExitCode, output);
}

// A project without a test that matches the filter writes no file.
static List<TestResult> Read(string trx) => !File.Exists(trx) ? [] : [.. XDocument.Load(trx).Descendants()
    .Where(e => e.Name.LocalName == "UnitTestResult")
    .Select(e => new TestResult(
        (string)e.Attribute("testName")!,
        (string)e.Attribute("outcome")!,
        TimeSpan.Parse((string?)e.Attribute("duration") ?? "0:0:0", CultureInfo.InvariantCulture),
        e.Descendants().FirstOrDefault(d => d.Name.LocalName == "Message")?.Value ?? ""))];

static string Counts(List<TestResult> tests, int broken = 0)
{
    var (passed, skipped) = (tests.Count(t => t.Outcome == "Passed"), tests.Count(t => t.Outcome == "NotExecuted"));
    var failed = tests.Count - passed - skipped + broken;
    return string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped");
}

static void Say(string text) => Console.Error.WriteLine($"facegrid: {text}");

internal sealed record TestResult(string Name, string Outcome, TimeSpan Duration, string Message);

using FaceGrid.Bench.Measuring;

namespace FaceGrid.Bench.Start;

/// <summary>
/// How long whole commands take as processes, over copies of an existing store: <c>identities list</c> and, where a photo is given,
/// <c>recognize</c>. A second build may take turns with the first.
/// </summary>
internal static class StartBenchmark
{
    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var rounds = given.Integer("--rounds", 5);
        using var scratch = new ScratchFolder();
        var builds = new List<TimedBuild> { TimedBuild.Over("this build", given.Positional(0, "DLL"), given.Positional(1, "STORE"), Path.Combine(scratch.Path, "this")) };
        if (given.Text("--beside", "") is { Length: > 0 } beside)
        {
            builds.Add(TimedBuild.Over("beside", beside, given.Text("--beside-store", given.Positional(1, "STORE")), Path.Combine(scratch.Path, "beside")));
        }

        var commands = new List<string[]> { new[] { "identities", "list" } };
        if (given.Text("--photo", "") is { Length: > 0 } photo)
        {
            commands.Add(["recognize", Path.GetFullPath(photo)]);
        }

        Console.WriteLine($"seconds, medians of {rounds}; processor time is that of all threads");
        Console.WriteLine($"{"command",-18} {"build",-12} {"elapsed",9} {"processor",9}");
        foreach (var command in commands)
        {
            // One run each that is not counted: files come into the page cache.
            var runs = builds.Select(b => (Build: b, Times: new List<RunTime>())).ToList();
            runs.ForEach(r => r.Build.Time(command));
            for (var round = 0; round < rounds; round++)
            {
                runs.ForEach(r => r.Times.Add(r.Build.Time(command)));
            }

            foreach (var (build, times) in runs)
            {
                var name = command[0] == "recognize" ? "recognize" : string.Join(' ', command);
                Console.WriteLine($"{name,-18} {build.Name,-12} {Statistics.Median(times.Select(t => t.Elapsed)),9:F3} {Statistics.Median(times.Select(t => t.Processor)),9:F3}");
            }
        }

        return 0;
    }
}

using FaceGrid.Bench.Measuring;

namespace FaceGrid.Bench.Start;

/// <summary>
/// Time of whole commands as processes, over copies of an existing store: <c>identities list</c> and, if a photo is given,
/// <c>recognize</c>. A second build can be measured in alternation with the first.
/// </summary>
internal static class StartBenchmark
{
    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var rounds = given.Integer("--rounds", 5);
        using var scratch = new ScratchFolder();
        var (program, store) = (given.Positional(0, "DLL"), given.Positional(1, "STORE"));
        var builds = new List<TimedBuild> { TimedBuild.Over("this build", program, store, Path.Combine(scratch.Path, "this")) };
        if (given.Text("--beside", "") is { Length: > 0 } beside)
        {
            builds.Add(TimedBuild.Over("beside", beside, given.Text("--beside-store", store), Path.Combine(scratch.Path, "beside")));
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
            // One warm-up run each, which loads the files into the page cache.
            var runs = builds.Select(b => (Build: b, Times: new List<RunTime>())).ToList();
            runs.ForEach(r => r.Build.Time(command));
            for (var round = 0; round < rounds; round++)
            {
                runs.ForEach(r => r.Times.Add(r.Build.Time(command)));
            }

            foreach (var (build, times) in runs)
            {
                var name = command[0] == "recognize" ? "recognize" : string.Join(' ', command);
                var elapsed = Statistics.Median(times.Select(t => t.Elapsed));
                var processor = Statistics.Median(times.Select(t => t.Processor));
                Console.WriteLine($"{name,-18} {build.Name,-12} {elapsed,9:F3} {processor,9:F3}");
            }
        }

        return 0;
    }
}

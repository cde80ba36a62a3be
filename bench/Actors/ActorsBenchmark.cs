using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using FaceGrid.Bench.Measuring;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Grains.Storage;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Search;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Bench.Actors;

/// <summary>
/// Latency that the actors add: sequential probes against the scan alone, against the grid with its shards, and (as the reason for shards)
/// against one grain for each identity. In one process, with state in memory and probes that are already encoded.
/// </summary>
internal static class ActorsBenchmark
{
    private const string Gallery = "bench";

    private const int MostForFanOut = 1000;

    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var probes = given.Integer("--probes", 300);
        var sizes = given.Text("--k", "1000,10000,100000").Split(',').Select(ParseSize).ToList();
        Console.WriteLine($"shards of {new Grains.Galleries.ShardOptions().Capacity} people; {probes} probes one after the other; ms");
        Console.WriteLine($"{"K",8} {"",-24} {"p50",9} {"p99",9} {"calls",7}");
        foreach (var k in sizes)
        {
            Measure(k, probes).GetAwaiter().GetResult();
        }

        return 0;
    }

    private static int ParseSize(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var k) && k > 0
        ? k
        : throw new BadInputException("--k", $"'{text}' is not a number of people");

    private static async Task Measure(int k, int probes)
    {
        using var encoder = new PrecomputedEncoder();
        await using var silo = await LocalSilo.StartAsync(
            services =>
            {
                services.AddSingleton(TimeProvider.System);
                services.AddKeyedSingleton<IGrainStorage>(GridStorage.Name, new MemoryGrainStorage());
                services.AddSingleton<IEncoderSource>(encoder);
                services.AddSingleton<IBlobStore>(_ => throw new NotSupportedException());
            },
            [typeof(IdentityGrain).Assembly],
            CancellationToken.None);
        var encodings = UnitVectors.Make(k + probes, seed: k);
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, k), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (person, token) =>
        {
            var face = new AlignedFace(Name(person), [], Encoding: Row(encodings, person));
            await Identity(silo, person).Enroll(new EnrolmentRequest(Gallery, encoder.ModelVersion, [face]), token);
        });
        Console.WriteLine($"{k,8} enrolled {k / clock.Elapsed.TotalSeconds:F0} a second; {OwnMemory.ResidentKiB / 1024} MiB resident");

        var packed = PackedTemplates.Pack(encodings.AsSpan(0, k * FaceEncoding.Dimension), [.. Enumerable.Range(0, k)]);
        await Report("bare scan", k, probes, calls: 0, n =>
        {
            packed.Search(Row(encodings, k + n), 2, Comparer<int>.Default);
            return Task.CompletedTask;
        });
        var recognition = silo.GrainFactory.GetGrain<IRecognitionGrain>(GridKeys.DefaultTenant);
        var capacity = new Grains.Galleries.ShardOptions().Capacity;
        await Report("grid", k, probes, calls: 4 + ((k + capacity - 1) / capacity), async n =>
        {
            var probe = new AlignedFace("probe", [], Encoding: Row(encodings, k + n));
            var request = new RecognitionRequest(Gallery, encoder.ModelVersion, probe, 0.7, 1, DeadlineMilliseconds: 60_000);
            await recognition.Recognize(request, CancellationToken.None);
        });
        if (k <= MostForFanOut)
        {
            await Report("a grain for each identity", k, probes / 3, calls: k, async n =>
            {
                var probe = Row(encodings, k + n);
                var records = await Task.WhenAll(Enumerable.Range(0, k).Select(p => Identity(silo, p).Get()));
                _ = records.Min(r => FaceEncoding.SquaredDistance(probe, MemoryMarshal.Cast<byte, float>(r!.Templates[0].Encoding)));
            });
        }
    }

    private static async Task Report(string what, int k, int probes, int calls, Func<int, Task> ask)
    {
        for (var warm = 0; warm < Math.Min(50, probes); warm++)
        {
            await ask(warm);
        }

        var times = new double[probes];
        for (var n = 0; n < probes; n++)
        {
            var started = Stopwatch.GetTimestamp();
            await ask(n);
            times[n] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{k,8} {what,-24} {Statistics.Median(times),9:F3} {times[(int)Math.Ceiling(0.99 * probes) - 1],9:F3} {calls,7}");
    }

    private static IIdentityGrain Identity(LocalSilo silo, int person) =>
        silo.GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(GridKeys.DefaultTenant, Name(person)));

    private static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"p{person:D7}");

    private static float[] Row(float[] encodings, int row) =>
        encodings.AsSpan(row * FaceEncoding.Dimension, FaceEncoding.Dimension).ToArray();
}

using System.Diagnostics;
using System.Globalization;
using FaceGrid.Bench.Actors;
using FaceGrid.Bench.Measuring;
using FaceGrid.Grains.Encoders;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Encryption;
using FaceGrid.Silo.Local;
using FaceGrid.Vision.Faces;
using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Bench.Shards;

/// <summary>
/// A shard of the largest size, on SQLite, in one process: time of its activation, identities per second that leave it during a split, and
/// latency of enrolments and probes during the split.
/// </summary>
internal static class ShardsBenchmark
{
    private const string Gallery = "bench";

    public static int Run(string[] arguments)
    {
        var given = new Arguments(arguments);
        var people = given.Integer("--people", 20_000);
        var templates = given.Integer("--templates", 50_000);
        Console.WriteLine($"one shard of {people} people with {templates} templates, state in SQLite; ms");
        Console.WriteLine($"{"",-12} {"activation",10} {"moved",7} {"a second",9} {"probe p50",10} {"p99",9} "
            + $"{"enrol p50",10} {"p99",9} {"quiet p50",10} {"p99",9}");
        foreach (var isEncrypted in new[] { false, true })
        {
            Measure(people, templates, isEncrypted).GetAwaiter().GetResult();
        }

        return 0;
    }

    private static async Task Measure(int people, int templates, bool isEncrypted)
    {
        using var folder = new ScratchFolder();
        using var encoder = new PrecomputedEncoder();
        var keyFile = isEncrypted ? Path.Combine(folder.Path, "keys.txt") : null;
        if (keyFile is not null)
        {
            KeyFile.Create(keyFile);
        }

        var encodings = UnitVectors.Make(templates + 1000, seed: people);
        await using (var silo = await Start(folder, keyFile, encoder, options => options.Balance = false))
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = 64 };
            await Parallel.ForEachAsync(Enumerable.Range(0, people), parallel, async (person, token) =>
                await Enroll(silo, encoder, $"p{person:D6}", RowsOf(person, people, templates), encodings, token));
        }

        double activation;
        await using (var silo = await Start(folder, keyFile, encoder, options => options.Balance = false))
        {
            var started = Stopwatch.GetTimestamp();
            var size = await silo.GrainFactory.GetGrain<IGalleryShardGrain>(GridKeys.Shard(GridKeys.DefaultTenant, Gallery, 0)).Size();
            activation = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (size != new ShardSize(people, templates))
            {
                throw new InvalidOperationException($"{size} is not what was enrolled");
            }
        }

        void ExceedCapacity(ShardOptions options) => (options.Balance, options.MaxTemplates) = (false, templates - 1);

        await using (var silo = await Start(folder, keyFile, encoder, ExceedCapacity))
        {
            var quiet = new List<double>();
            for (var i = 0; i < 300; i++)
            {
                quiet.Add(await Timed(() => Probe(silo, encoder, Row(encodings, templates + i))));
            }

            var gallery = silo.GrainFactory.GetGrain<IGalleryGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, Gallery));
            var balancer = silo.GrainFactory.GetGrain<IGalleryBalancerGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, Gallery));
            using var over = new CancellationTokenSource();
            var (probes, enrolments) = (new List<double>(), new List<double>());
            var asking = Task.Run(async () =>
            {
                for (var i = 0; !over.IsCancellationRequested; i++)
                {
                    probes.Add(await Timed(() => Probe(silo, encoder, Row(encodings, i * 97 % templates))));
                    await Task.Delay(20);
                }
            });
            var enrolling = Task.Run(async () =>
            {
                for (var i = 0; i < 500 && !over.IsCancellationRequested; i++)
                {
                    int[] rows = [templates + 300 + i];
                    enrolments.Add(await Timed(() => Enroll(silo, encoder, $"new{i:D6}", rows, encodings, CancellationToken.None)));
                    await Task.Delay(50);
                }
            });

            // With the same pauses as the balancer's own timer.
            var began = Stopwatch.GetTimestamp();
            for (var more = true; more;)
            {
                var step = Stopwatch.GetTimestamp();
                more = await balancer.Step(CancellationToken.None);
                await Task.Delay(Stopwatch.GetElapsedTime(step));
            }

            var took = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await over.CancelAsync();
            await Task.WhenAll(asking, enrolling);
            var shard = GridKeys.Shard(GridKeys.DefaultTenant, Gallery, (await gallery.Describe()).Shards[0]);
            var moved = people - (await silo.GrainFactory.GetGrain<IGalleryShardGrain>(shard).Size()).People;
            var name = isEncrypted ? "encrypted" : "in the clear";
            var latencies = $"{Percentiles(probes)} {Percentiles(enrolments)} {Percentiles(quiet)}";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-12} {activation,10:F0} {moved,7} {moved / took,9:F0} {latencies}"));
        }
    }

    private static string Percentiles(List<double> times) =>
        string.Create(CultureInfo.InvariantCulture, $"{At(times, 0.5),10:F2} {At(times, 0.99),9:F2}");

    private static async Task<LocalSilo> Start(
        ScratchFolder folder, string? keyFile, PrecomputedEncoder encoder, Action<ShardOptions> change) => await LocalSilo.StartAsync(
        services =>
        {
            services.AddLocalStore(Path.Combine(folder.Path, "grains.db"), keyFile);
            services.Configure<ShardOptions>(o => o.Capacity = 50_000);
            services.Configure(change);
            services.AddSingleton<IEncoderSource>(encoder);
            services.AddSingleton<IBlobStore>(_ => throw new NotSupportedException());
        },
        [typeof(IdentityGrain).Assembly],
        CancellationToken.None);

    private static async Task Enroll(
        LocalSilo silo,
        PrecomputedEncoder encoder,
        string name,
        IEnumerable<int> rows,
        float[] encodings,
        CancellationToken cancellationToken)
    {
        var faces = rows.Select(r => new AlignedFace(name, [], Encoding: Row(encodings, r)));
        await silo.GrainFactory.GetGrain<IIdentityGrain>(GridKeys.Identity(GridKeys.DefaultTenant, name)).Enroll(
            new EnrolmentRequest(Gallery, encoder.ModelVersion, [.. faces]), cancellationToken);
    }

    private static async Task Probe(LocalSilo silo, PrecomputedEncoder encoder, float[] encoding)
    {
        var face = new AlignedFace("probe", [], Encoding: encoding);
        var answer = await silo.GrainFactory.GetGrain<IRecognitionGrain>(GridKeys.DefaultTenant).Recognize(
            new RecognitionRequest(Gallery, encoder.ModelVersion, face, 0.7, 1, DeadlineMilliseconds: 60_000), CancellationToken.None);
        if (answer is CannotDecide undecided)
        {
            throw new InvalidOperationException(undecided.ReasonText);
        }
    }

    private static async Task<double> Timed(Func<Task> what)
    {
        var started = Stopwatch.GetTimestamp();
        await what();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times.Count == 0 ? double.NaN : times[(int)Math.Ceiling(share * times.Count) - 1];
    }

    private static IEnumerable<int> RowsOf(int person, int people, int templates)
    {
        for (var row = person; row < templates; row += people)
        {
            yield return row;
        }
    }

    private static float[] Row(float[] encodings, int row) =>
        encodings.AsSpan(row * FaceEncoding.Dimension, FaceEncoding.Dimension).ToArray();
}

using System.Diagnostics;
using FaceGrid.Client;
using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces.Recognition;

namespace FaceGrid.Cli.Load;

/// <summary>Enrols synthetic identities and sends probes of them, open loop (steady rate) or closed loop (doors).</summary>
internal sealed class LoadRun(FaceClient faceClient, string gallery)
{
    private const int EnrolmentsAtOnce = 64;

    private const int QuestionsAtOnce = 16;

    private static readonly TimeSpan EnrolmentPatience = TimeSpan.FromMinutes(2);

    /// <summary>Enrols synthetic identities 0 to <paramref name="people"/> − 1; those enrolled already stay.</summary>
    /// <returns>Number of newly enrolled identities.</returns>
    public async Task<int> Enroll(int people, Action<int> progress, CancellationToken cancellationToken)
    {
        var (done, added) = (0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people),
            new ParallelOptions { MaxDegreeOfParallelism = EnrolmentsAtOnce, CancellationToken = cancellationToken },
            async (person, token) =>
            {
                var receipt = await Transient.Retry(
                    () => faceClient.Enroll(
                        gallery,
                        SyntheticEncodings.Name(person),
                        [SyntheticEncodings.Enrolment(person)],
                        quality: null,
                        keepPhotos: false,
                        token),
                    EnrolmentPatience,
                    token);
                if (receipt.Added > 0)
                {
                    Interlocked.Increment(ref added);
                }

                progress(Interlocked.Increment(ref done));
            });
        return added;
    }

    /// <summary>Removes the synthetic identities.</summary>
    public Task Remove(int people, Action<int> progress, CancellationToken cancellationToken)
    {
        var done = 0;
        return Parallel.ForEachAsync(
            Enumerable.Range(0, people),
            new ParallelOptions { MaxDegreeOfParallelism = EnrolmentsAtOnce, CancellationToken = cancellationToken },
            async (person, token) =>
            {
                await Transient.Retry(() => faceClient.Remove(SyntheticEncodings.Name(person), token), EnrolmentPatience, token);
                progress(Interlocked.Increment(ref done));
            });
    }

    /// <summary>Sends one probe of every identity, as fast as answers return.</summary>
    public async Task<LoadTally> AskEveryone(int people, int deadline, Action<int> progress, CancellationToken cancellationToken)
    {
        var tally = new LoadTally();
        var clock = Stopwatch.StartNew();
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, people),
            new ParallelOptions { MaxDegreeOfParallelism = QuestionsAtOnce, CancellationToken = cancellationToken },
            async (person, token) =>
            {
                await Probe(tally, clock, clock.Elapsed.TotalSeconds, person, photo: 1, isEnrolled: true, deadline, token);
                progress(Interlocked.Increment(ref done));
            });
        return tally;
    }

    /// <summary>
    /// Open loop: probes of enrolled people and strangers by turns as a Poisson process of <paramref name="rate"/> per second.
    /// </summary>
    /// <param name="deadline">Deadline of each probe, in milliseconds.</param>
    /// <param name="stop">Ends the run early; probes in flight are completed.</param>
    public async Task<LoadTally> Ask(int people, double rate, double seconds, int deadline, Action<double> progress, CancellationToken stop)
    {
        var tally = new LoadTally();
        var random = new Random(1);
        var open = new List<Task>();
        var clock = Stopwatch.StartNew();
        var number = 0;
        for (var due = 0.0; due < seconds; due += -Math.Log(1 - random.NextDouble()) / rate)
        {
            var wait = Math.Max(0, due - clock.Elapsed.TotalSeconds);
            await Task.Delay(TimeSpan.FromSeconds(wait), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                break;
            }

            var (at, photo) = (due, ++number);
            var person = PersonOrStranger(random, people, photo);
            open.Add(Task.Run(
                () => Probe(tally, clock, at, person, photo, person < people, deadline, CancellationToken.None), CancellationToken.None));
            if (open.Count >= 256)
            {
                open.RemoveAll(t => t.IsCompleted);
            }

            progress(due);
        }

        await Task.WhenAll(open);
        return tally;
    }

    /// <summary>
    /// Closed loop: each of <paramref name="doors"/> doors sends its next probe when it has an answer; enrolled people and strangers by
    /// turns.
    /// </summary>
    /// <param name="deadline">Deadline of each probe, in milliseconds.</param>
    /// <param name="stop">Ends the run early; probes in flight are completed.</param>
    public async Task<LoadTally> AskAtDoors(
        int people, int doors, double seconds, int deadline, Action<double> progress, CancellationToken stop)
    {
        var tally = new LoadTally();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, doors).Select(door => Task.Run(async () =>
        {
            var random = new Random(door);
            for (var number = 1; clock.Elapsed.TotalSeconds is var now && now < seconds && !stop.IsCancellationRequested; number++)
            {
                var person = PersonOrStranger(random, people, number);
                await Probe(tally, clock, now, person, number, person < people, deadline, CancellationToken.None);
                progress(now);
            }
        })));
        return tally;
    }

    private static int PersonOrStranger(Random random, int people, int number) =>
        number % 2 == 0 ? random.Next(people) : people + random.Next(1_000_000);

    /// <param name="due">When the probe was due, in seconds of the clock.</param>
    private async Task Probe(
        LoadTally tally,
        Stopwatch clock,
        double due,
        int person,
        int photo,
        bool isEnrolled,
        int deadline,
        CancellationToken cancellationToken)
    {
        var face = SyntheticEncodings.Probe(person, photo);
        try
        {
            var answer = await faceClient.Recognize(
                new RecognitionRequest(
                    gallery,
                    faceClient.ModelVersion,
                    face,
                    SyntheticEncodings.Threshold,
                    CandidateCount: 1,
                    DeadlineMilliseconds: deadline),
                cancellationToken);
            tally.Add(
                due,
                (clock.Elapsed.TotalSeconds - due) * 1000,
                LoadTally.Judge(answer, isEnrolled ? SyntheticEncodings.Name(person) : null));
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            tally.Add(
                due, (clock.Elapsed.TotalSeconds - due) * 1000, LoadVerdict.Failed, $"{exception.GetType().Name}: {exception.Message}");
        }
    }
}

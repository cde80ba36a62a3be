using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;
using Orleans.Core.Internal;

namespace FaceGrid.Grains.Tests.Histories;

/// <summary>
/// One short history in a tenant of its own: several clients enrol, remove and recognise two people in two galleries at random, while
/// people move between shards, keys rotate, and grains are deactivated.
/// </summary>
internal sealed class HistoryRun(IGrainFactory grains, int seed, AlternatingEncryption? encryption)
{
    private const int Clients = 3;
    private const int Operations = 5;
    private const int Templates = 3;
    private const double SharedOperations = 0.15;

    private static readonly string[] Galleries = ["lobby", "lab"];
    private static readonly string[] Names = ["alice", "bob"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly People _people = new(grains, $"history-{seed}");
    private readonly List<(string Name, PersonEvent Event)> _events = [];
    private readonly Dictionary<(string Name, int Template), float[]> _faces = Faces(seed);
    private int _clock;

    /// <summary>What is wrong with the history; null: it is linearizable.</summary>
    public async Task<string?> Run()
    {
        var clients = Enumerable.Range(0, Clients).Select(c => Client(new Random((seed * 31) + c)));
        await Task.WhenAll([.. clients, Move()]);
        await RecognizeAll();
        foreach (var name in Names)
        {
            for (var gallery = 0; gallery < Galleries.Length; gallery++)
            {
                var history = _events.Where(e => e.Name == name).Select(e => e.Event).OrderBy(e => e.Called).ToList();
                if (!LinearizabilityChecker.IsLinearizable(history, gallery))
                {
                    return $"seed {seed}: {name} in gallery {gallery}\n{string.Join('\n', history)}";
                }
            }
        }

        return null;
    }

    /// <summary>The number of operations whose outcome is unknown, and of all.</summary>
    public (int Unknown, int All) Count() => (_events.Count(e => e.Event.Returned is null), _events.Count);

    private static Dictionary<(string, int), float[]> Faces(int seed)
    {
        var random = new Random(seed);
        return Names.SelectMany(n => Enumerable.Range(0, Templates).Select(t => (n, t)))
            .ToDictionary(k => k, _ => FakeEncoder.RandomEncoding(random));
    }

    private async Task Client(Random random)
    {
        for (var i = 0; i < Operations; i++)
        {
            if (random.NextDouble() < SharedOperations)
            {
                await Quietly(() => Disturb(random));
            }

            var (name, gallery, template) = (Names[random.Next(Names.Length)], random.Next(Galleries.Length), random.Next(Templates));
            switch (random.Next(10))
            {
                case < 3:
                    await Change(
                        name,
                        new(PersonOperationKind.Enrol, gallery, template, Now(), null),
                        () => _people.Enroll(name, _faces[(name, template)], Galleries[gallery]));
                    break;
                case < 5:
                    await Change(name, new(PersonOperationKind.Remove, -1, -1, Now(), null), () => _people.Remove(name));
                    break;
                default:
                    await Recognize(name, gallery, template);
                    break;
            }
        }
    }

    private async Task Change(string name, PersonEvent called, Func<Task> change)
    {
        var isDone = await Quietly(change);
        Record(name, called with { Returned = isDone ? Now() : null });
    }

    private async Task<bool> Recognize(string name, int gallery, int template)
    {
        var called = Now();
        try
        {
            var answer = await _people.Recognize(_faces[(name, template)], gallery: Galleries[gallery]);
            if (answer is CannotDecide)
            {
                return false;
            }

            Record(name, new(PersonOperationKind.Recognize, gallery, template, called, Now(), answer.Identity == name));
            return true;
        }
        catch (GridRequestException refusal) when (refusal.Error is GridError.UnknownGallery)
        {
            // No one was ever enrolled there.
            Record(name, new(PersonOperationKind.Recognize, gallery, template, called, Now(), Found: false));
            return true;
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return false;
        }
    }

    /// <summary>Asks for every template in every gallery at the end, each until there is an answer.</summary>
    private async Task RecognizeAll()
    {
        using var patience = new CancellationTokenSource(Patience);
        foreach (var ((name, template), _) in _faces)
        {
            for (var gallery = 0; gallery < Galleries.Length; gallery++)
            {
                while (!await Recognize(name, gallery, template))
                {
                    Assert.False(patience.IsCancellationRequested, $"seed {seed}: no answer for {name} in gallery {gallery}");
                    await Task.Delay(5);
                }
            }
        }
    }

    /// <summary>People move from the first shard of the gallery to a second one, and back.</summary>
    private async Task Move()
    {
        var gallery = _people.GalleryGrain(Galleries[0]);
        for (var i = 0; i < 2; i++)
        {
            await Quietly(async () =>
            {
                var shards = (await gallery.Layout()).Versions.SelectMany(v => v.Shards).Order().ToList();
                if (shards.Count > 0)
                {
                    await gallery.BeginRebalance(
                        People.Model, shards[^1], shards.Count > 1 ? shards[0] : null, goal: 0);
                }
            });
            for (var step = 0; step < 8; step++)
            {
                await Quietly(() => _people.Balancer(Galleries[0]).Step(CancellationToken.None));
                await Task.Delay(2);
            }
        }
    }

    private async Task Disturb(Random random)
    {
        var gallery = Galleries[random.Next(Galleries.Length)];
        switch (random.Next(4))
        {
            case 0:
                await End(_people.Identity(Names[random.Next(Names.Length)]));
                break;
            case 1:
                await End(_people.Shard(random.Next(2), gallery));
                break;
            case 2:
                await End(_people.GalleryGrain(gallery));
                break;
            default:
                encryption?.Alternate();
                if (encryption is not null)
                {
                    await _people.Rotation.Step(10, CancellationToken.None);
                }

                break;
        }
    }

    private static async Task End(IAddressable grain) => await grain.Cast<IGrainManagementExtension>().DeactivateOnIdle();

    private static async Task<bool> Quietly(Func<Task> call)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return false;
        }
    }

    /// <summary>Not a failed assertion, and not an error of the program: those must fail the test.</summary>
    private static bool IsFault(Exception exception) =>
        TransientFaults.IsTransient(exception) || exception is GridRequestException or OperationCanceledException;

    private long Now() => Interlocked.Increment(ref _clock);

    private void Record(string name, PersonEvent done)
    {
        lock (_events)
        {
            _events.Add((name, done));
        }
    }
}

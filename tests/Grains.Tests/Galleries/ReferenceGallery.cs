using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>The people that a test has enrolled, and the brute-force answers that a gallery of exactly these people must give.</summary>
internal sealed class ReferenceGallery
{
    private readonly Random _random;

    private ReferenceGallery(int seed) => _random = new Random(seed);

    public SortedDictionary<string, List<float[]>> Faces { get; } = new(StringComparer.Ordinal);

    /// <summary>Model version that the gallery answers with.</summary>
    public string Model { get; set; } = People.Model;

    public int Templates => Faces.Values.Sum(f => f.Count);

    public static ReferenceGallery Of(int people, int templates = 1, int seed = 90)
    {
        var reference = new ReferenceGallery(seed);
        for (var i = 0; i < people; i++)
        {
            reference.Faces.Add($"person-{i:D3}", [.. Enumerable.Range(0, templates).Select(_ => reference.NewFace())]);
        }

        return reference;
    }

    public float[] NewFace() => FakeEncoder.RandomEncoding(_random);

    /// <summary>An independent copy.</summary>
    public ReferenceGallery Copy()
    {
        var copy = new ReferenceGallery(91);
        foreach (var (name, faces) in Faces)
        {
            copy.Faces.Add(name, [.. faces]);
        }

        return copy;
    }

    public async Task Enroll(People people, bool keepPhotos = false)
    {
        foreach (var (name, faces) in Faces)
        {
            await (keepPhotos ? people.EnrollAndKeep(name, faces) : people.Enroll(name, faces));
        }
    }

    public async Task Remove(People people, string name)
    {
        Assert.True(await people.Remove(name));
        Faces.Remove(name);
    }

    public async Task Add(People people, string name)
    {
        var face = NewFace();
        await people.Enroll(name, face);
        if (!Faces.TryAdd(name, [face]))
        {
            Faces[name].Add(face);
        }
    }

    /// <summary>Every person is found exactly as by brute force. Holds at any time, also during a rebalance.</summary>
    public async Task AssertFound(People people)
    {
        Assert.Equal(Faces.Keys, (await people.List()).Distinct().Order(StringComparer.Ordinal));
        foreach (var (name, faces) in Faces)
        {
            foreach (var face in faces)
            {
                await AssertLikeBruteForce(people, face, name);
            }
        }

        await AssertLikeBruteForce(people, NewFace(), null);
    }

    /// <summary>As <see cref="AssertFound"/>, and every person is in exactly one shard. Holds when no rebalance is in progress.</summary>
    public async Task AssertSettled(People people)
    {
        await AssertFound(people);
        Assert.Equal(Faces.Keys, (await people.List()).Order(StringComparer.Ordinal));
        Assert.All(Faces.Keys, n => Assert.Single(people.Get(n).Result!.Galleries, g => g.ModelVersion == Model));
        var loads = await people.Loads();
        Assert.Equal((Faces.Count, Templates, 0), (loads.Sum(l => l.People), loads.Sum(l => l.Templates), loads.Sum(l => l.InDoubt)));
        Assert.All(loads, l => Assert.Null(l.DrainsFor));
        Assert.Null((await people.GalleryGrain().Layout()).Rebalance);
        var answer = await people.Recognize(NewFace(), model: Model);
        Assert.Equal((Faces.Count, Templates), (answer.Basis.GallerySize, answer.Basis.Comparisons));
    }

    private async Task AssertLikeBruteForce(People people, float[] probe, string? name)
    {
        var expected = Faces
            .Select(p => (Name: p.Key, Distance: p.Value.Min(f => BruteForce(probe, f))))
            .OrderBy(p => p.Distance)
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .Take(3)
            .ToList();
        var answer = await people.Recognize(probe, candidates: 3, model: Model);
        Assert.Equal((name is null ? Outcome.NotRecognized : Outcome.Recognized, name), (answer.Outcome, answer.Identity));
        Assert.Equal(expected.Select(e => e.Name), answer.Candidates.Select(c => c.Identity));
        Assert.All(expected.Zip(answer.Candidates), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, 1e-12));
    }

    private static double BruteForce(float[] a, float[] b) =>
        a.Zip(b).Sum(p => ((double)p.First - p.Second) * ((double)p.First - p.Second));
}

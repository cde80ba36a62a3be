using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

/// <summary>People of whom a test knows everything, and what a gallery with just them must answer.</summary>
internal sealed class Crowd
{
    private readonly Random _random;

    private Crowd(int seed) => _random = new Random(seed);

    public SortedDictionary<string, List<float[]>> Faces { get; } = new(StringComparer.Ordinal);

    /// <summary>What the gallery answers with.</summary>
    public string Model { get; set; } = People.Model;

    public int Templates => Faces.Values.Sum(f => f.Count);

    public static Crowd Of(int people, int templates = 1, int seed = 90)
    {
        var crowd = new Crowd(seed);
        for (var i = 0; i < people; i++)
        {
            crowd.Faces.Add($"person-{i:D3}", [.. Enumerable.Range(0, templates).Select(_ => crowd.NewFace())]);
        }

        return crowd;
    }

    public float[] NewFace() => FakeEncoder.RandomEncoding(_random);

    /// <summary>The same people as known now; what is done to one is not done to the other.</summary>
    public Crowd Copy()
    {
        var copy = new Crowd(91);
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

    /// <summary>At any time, also while people are on their way.</summary>
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

    /// <summary>When all is still: everybody in one place, and in no other.</summary>
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
        Assert.Equal((Faces.Count, Templates), (answer.GallerySize, answer.Comparisons));
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

    private static double BruteForce(float[] a, float[] b) => a.Zip(b).Sum(p => ((double)p.First - p.Second) * ((double)p.First - p.Second));
}

using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Vision.Evaluation.SelfCalibration;

namespace FaceGrid.Grains.Galleries;

/// <summary>
/// One measurement of a gallery's own people: a sample, chosen by a hash of the name, of which each person is compared with everyone in the
/// gallery. A person who is moving between two shards is in both and counts once.
/// </summary>
internal sealed class GallerySample(IGrainFactory grains, string gallery, string modelVersion, TemplateFusion fusion)
{
    private const int MostPeople = 1024;
    private const int LeastPeople = 128;

    /// <summary>Of one measurement: a second of scanning at most.</summary>
    private const long MostComparisons = 30_000_000;

    private const int NamesAtOnce = 256;
    private const int PeopleAtOnce = 64;

    public async Task<IReadOnlyList<ShardSize>> Sizes() =>
        await Task.WhenAll((await Shards()).Select(n => grains.GetGrain<IGalleryShardGrain>(KeyOf(n)).Size()));

    public async Task<GalleryAudit> Measure()
    {
        var shards = await Shards();
        var sizes = await Task.WhenAll(shards.Select(n => grains.GetGrain<IGalleryShardGrain>(KeyOf(n)).Size()));
        var (people, templates) = (sizes.Sum(s => s.People), sizes.Sum(s => (long)s.Templates));
        var count = (int)Math.Clamp(MostComparisons / Math.Max(1, templates), LeastPeople, MostPeople);
        var sample = await Choose(shards, count);
        var encodings = sample.ConvertAll(p => TemplateBytes.ToEncodings(p.Encoding));
        var population = await Task.Run(() => OwnPopulation.Measure(encodings));
        var others = await NearestOthers(shards, sample);

        var suspicious = Suspicious(sample, population, others);
        double[] nearest = population.Tail is null
            ? []
            : [.. others.Select(o => o.FirstOrDefault(h => h.Distance >= population.NearestAllowed)?.Distance ?? 4).Order()];
        var comparisons = fusion == TemplateFusion.Best ? templates * (people - 1) / Math.Max(1, people) : people - 1;
        return new GalleryAudit(
            new GalleryStatistics(
                sizes.Sum(s => s.Changes),
                people,
                Math.Max(1, comparisons),
                nearest,
                population.Tail?.Mean ?? 0,
                population.Tail?.Deviation ?? 0),
            sample.Count,
            population.NearestAllowed,
            [.. suspicious.Take(GalleryAudit.MostPairs)],
            suspicious.Count,
            [.. population.Pairs.Histogram(GalleryAudit.Bars).Select(b => b.Share)]);
    }

    private static List<SuspiciousPair> Suspicious(
        List<SampledPerson> sample, OwnPopulation population, List<ShardHit>[] others)
    {
        var pairs = new Dictionary<(string, string), double>();
        foreach (var pair in population.Suspicious)
        {
            Add(sample[pair.First].Identity, sample[pair.Second].Identity, pair.Distance);
        }

        foreach (var (person, hits) in sample.Zip(others))
        {
            foreach (var hit in hits.Where(h => h.Distance < population.NearestAllowed))
            {
                Add(person.Identity, hit.Identity, hit.Distance);
            }
        }

        return [.. pairs
            .Select(p => new SuspiciousPair(p.Key.Item1, p.Key.Item2, p.Value))
            .OrderBy(p => p.Distance)
            .ThenBy(p => p.First, StringComparer.Ordinal)
            .ThenBy(p => p.Second, StringComparer.Ordinal)];

        void Add(string a, string b, double distance)
        {
            var key = string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
            pairs[key] = Math.Min(distance, pairs.GetValueOrDefault(key, distance));
        }
    }

    private async Task<IReadOnlyList<int>> Shards()
    {
        var layout = await grains.GetGrain<IGalleryGrain>(gallery).Layout();
        return layout.Versions.FirstOrDefault(v => v.ModelVersion == modelVersion)?.Shards ?? [];
    }

    private async Task<List<SampledPerson>> Choose(IReadOnlyList<int> shards, int count)
    {
        var names = await Task.WhenAll(shards.Select(n => Sampler(n).SampleNames(modelVersion, count)));
        var holders = names
            .SelectMany((some, i) => some.Select(name => (Name: name, Shard: shards[i])))
            .DistinctBy(p => p.Name)
            .ToDictionary(p => p.Name, p => p.Shard, StringComparer.Ordinal);
        var chosen = ShardIndex.InSampleOrder(holders.Keys).Take(count).ToList();
        var found = new Dictionary<string, SampledPerson>(StringComparer.Ordinal);
        foreach (var (shard, some) in chosen.GroupBy(n => holders[n]).SelectMany(g => g.Chunk(NamesAtOnce).Select(c => (g.Key, c))))
        {
            foreach (var person in await Sampler(shard).Sample(modelVersion, fusion, some))
            {
                found[person.Identity] = person;
            }
        }

        return [.. chosen.Where(found.ContainsKey).Select(n => found[n])];
    }

    /// <summary>For each person of the sample the nearest other people of all shards, nearest first.</summary>
    private async Task<List<ShardHit>[]> NearestOthers(IReadOnlyList<int> shards, List<SampledPerson> sample)
    {
        var nearest = new List<ShardHit>[sample.Count];
        var first = 0;
        foreach (var some in sample.Chunk(PeopleAtOnce))
        {
            var answers = await Task.WhenAll(shards.Select(n => Sampler(n).NearestOthers(modelVersion, fusion, some)));
            for (var i = 0; i < some.Length; i++)
            {
                nearest[first + i] = [.. answers.SelectMany(a => a[i]).OrderBy(h => h.Distance)];
            }

            first += some.Length;
        }

        return nearest;
    }

    private IShardSampleGrain Sampler(int shard) => grains.GetGrain<IShardSampleGrain>(KeyOf(shard));

    private string KeyOf(int shard) => new ShardKey(gallery, shard).ToString();
}

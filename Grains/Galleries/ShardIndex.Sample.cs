using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Grains.Galleries;

/// <summary>The people of the shard as each other's strangers.</summary>
internal sealed partial class ShardIndex
{
    private const int Others = 3;

    /// <summary>Grows with every change of a searchable person, from a random number on (<see cref="ShardSize.Changes"/>).</summary>
    public long Changes { get; private set; } = Random.Shared.NextInt64(1L << 40);

    /// <summary>
    /// The order of samples: by a hash of the name. The first n of all shards are the same n people wherever they are held, and each person
    /// is as likely to be among them as any other.
    /// </summary>
    public static IEnumerable<string> InSampleOrder(IEnumerable<string> names) =>
        names.OrderBy(n => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(n))).ThenBy(n => n, StringComparer.Ordinal);

    public IReadOnlyList<string> SampleNames(int count) => [.. InSampleOrder(_people.Keys).Take(count)];

    public IReadOnlyList<SampledPerson> Sample(TemplateFusion fusion, IReadOnlyList<string> names)
    {
        var sample = new List<SampledPerson>(names.Count);
        foreach (var name in names)
        {
            if (_people.TryGetValue(name, out var person))
            {
                sample.Add(new SampledPerson(
                    name,
                    fusion == TemplateFusion.Best
                        ? person.Entry.Encodings[..TemplateBytes.Size]
                        : MemoryMarshal.AsBytes<float>(MeanOf(person.Entry)).ToArray()));
            }
        }

        return sample;
    }

    public IReadOnlyList<IReadOnlyList<ShardHit>> NearestOthers(TemplateFusion fusion, IReadOnlyList<SampledPerson> people)
    {
        var searched = fusion == TemplateFusion.Best ? _templates : _means ??= PackMeans();
        var probes = new float[people.Count * FaceEncoding.Dimension];
        for (var i = 0; i < people.Count; i++)
        {
            TemplateBytes.ToEncodings(people[i].Encoding).CopyTo(probes, i * FaceEncoding.Dimension);
        }

        // One more, as the person may be in this shard.
        return [.. searched.SearchBatch(probes, Others + 1, _owners).Zip(people, (hits, person) => (IReadOnlyList<ShardHit>)[..
            hits.Select(h => new ShardHit(_owners.NameOf(h.Owner), h.Distance)).Where(h => h.Identity != person.Identity).Take(Others)])];
    }
}

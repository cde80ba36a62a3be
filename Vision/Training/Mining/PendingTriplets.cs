using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Mining;

/// <summary>Puts the photos of pending triplets into one batch, so that the triplets are selected until they satisfy the margin.</summary>
public static class PendingTriplets
{
    /// <summary>
    /// Changes which photos of the drawn people are in a batch, never which people: where the people of a pending triplet were drawn
    /// together, its three photos replace others. Depends on its arguments alone.
    /// </summary>
    /// <param name="batch">P people with K photos each, one person after the other.</param>
    /// <param name="photosOfEach">K.</param>
    /// <param name="pending">From <see cref="PersistentMiner.Suggest"/>: longest waiting first.</param>
    /// <param name="numbers">Numbers of the photos in the whole set.</param>
    /// <returns>A batch of the same size with as many of the triplets as fit.</returns>
    public static IReadOnlyList<PhotoReference> Include(
        IReadOnlyList<PhotoReference> batch, int photosOfEach, IReadOnlyList<PhotoTriplet> pending, PhotoNumbers numbers)
    {
        var needed = new Dictionary<int, HashSet<int>>(batch.Count / photosOfEach);
        for (var i = 0; i < batch.Count; i += photosOfEach)
        {
            needed.TryAdd(batch[i].Person, []);
        }

        foreach (var triplet in pending)
        {
            var (anchor, positive, negative) = (numbers.At(triplet.Anchor), numbers.At(triplet.Positive), numbers.At(triplet.Negative));
            if (needed.TryGetValue(anchor.Person, out var own)
                && needed.TryGetValue(negative.Person, out var other)
                && own.Union([anchor.Photo, positive.Photo]).Count() <= photosOfEach
                && other.Union([negative.Photo]).Count() <= photosOfEach)
            {
                own.UnionWith([anchor.Photo, positive.Photo]);
                other.Add(negative.Photo);
            }
        }

        var result = new List<PhotoReference>(batch.Count);
        for (var i = 0; i < batch.Count; i += photosOfEach)
        {
            var person = batch[i].Person;
            var drawn = batch.Skip(i).Take(photosOfEach).Select(b => b.Photo).ToList();
            var set = needed[person];

            // The required photos by number, because a set has no order, then the drawn ones.
            result.AddRange(set.Order()
                .Concat(drawn.Where(d => !set.Contains(d)))
                .Take(photosOfEach)
                .Select(photo => new PhotoReference(person, photo)));

            // The photos of a person with fewer than K photos are repeated.
            for (var fill = 0; result.Count < i + photosOfEach; fill++)
            {
                result.Add(new PhotoReference(person, drawn[fill % drawn.Count]));
            }
        }

        return result;
    }
}

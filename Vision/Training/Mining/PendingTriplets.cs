namespace FaceGrid.Vision.Training.Mining;

/// <summary>Brings the photos of pending triplets together again, so that they are fed until they are satisfied.</summary>
public static class PendingTriplets
{
    /// <summary>
    /// Changes which photos of the drawn people are in a batch, never who is in it: where the people of a pending triplet were
    /// drawn together, its three photos take the place of others. Depends on its arguments alone.
    /// </summary>
    /// <param name="batch">P people with K photos each, one person after the other.</param>
    /// <param name="photosOfEach">K.</param>
    /// <param name="pending">What <see cref="PersistentMiner.Suggest"/> gave: the longest waiting first.</param>
    /// <returns>The batch, with as many of the triplets as have room.</returns>
    public static IReadOnlyList<PhotoReference> Meet(
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

            // Those needed in the order of their numbers, as a set has none of its own; then the draw goes on.
            result.AddRange(set.Order().Concat(drawn.Where(d => !set.Contains(d))).Take(photosOfEach).Select(photo => new PhotoReference(person, photo)));

            // A person with few photos fills the batch by repeating them.
            for (var fill = 0; result.Count < i + photosOfEach; fill++)
            {
                result.Add(new PhotoReference(person, drawn[fill % drawn.Count]));
            }
        }

        return result;
    }
}

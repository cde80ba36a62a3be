using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Finds folders of the same person: in two sources, or under two names in one source.</summary>
internal static class SamePeople
{
    /// <summary>Merges people nearer than the threshold, nearest pairs first: the files move to the folder of the first.</summary>
    /// <param name="people">The people; those merged into others are removed.</param>
    /// <param name="nearerThan">Squared L2 between mean encodings.</param>
    public static List<MergedPeople> Merge(List<PreparedPerson> people, double nearerThan)
    {
        var means = people.ConvertAll(p => p.Mean());
        var pairs = new List<(int First, int Second, double Distance)>();
        for (var i = 0; i < people.Count; i++)
        {
            for (var j = i + 1; j < people.Count; j++)
            {
                var distance = FaceEncoding.SquaredDistance(means[i], means[j]);
                if (distance < nearerThan)
                {
                    pairs.Add((i, j, distance));
                }
            }
        }

        var merged = new List<MergedPeople>();
        var into = Enumerable.Range(0, people.Count).ToArray();
        foreach (var (first, second, distance) in pairs.OrderBy(p => p.Distance).ThenBy(p => p.First).ThenBy(p => p.Second))
        {
            var (a, b) = (Root(into, first), Root(into, second));
            if (a != b)
            {
                into[Math.Max(a, b)] = Math.Min(a, b);
                Move(people[Math.Max(a, b)], people[Math.Min(a, b)]);
                merged.Add(new MergedPeople(people[Math.Min(a, b)].Name, people[Math.Max(a, b)].Name, distance));
            }
        }

        people.RemoveAll(p => p.Photos.Count == 0);
        return merged;
    }

    /// <summary>The two people with the nearest mean encodings; null for fewer than two people.</summary>
    public static NearPeople? Nearest(IReadOnlyList<PreparedPerson> people)
    {
        var means = people.Select(p => p.Mean()).ToArray();
        NearPeople? nearest = null;
        for (var i = 0; i < means.Length; i++)
        {
            for (var j = i + 1; j < means.Length; j++)
            {
                var distance = FaceEncoding.SquaredDistance(means[i], means[j]);
                if (nearest is null || distance < nearest.Distance)
                {
                    nearest = new NearPeople(people[i].Name, people[j].Name, distance);
                }
            }
        }

        return nearest;
    }

    private static int Root(int[] into, int person)
    {
        while (into[person] != person)
        {
            person = into[person];
        }

        return person;
    }

    private static void Move(PreparedPerson from, PreparedPerson to)
    {
        foreach (var photo in from.Photos)
        {
            var folder = Path.GetDirectoryName(to.Photos[0].File)!;
            var file = Path.Combine(folder, $"{from.Name}-{Path.GetFileName(photo.File)}");
            File.Move(photo.File, file);
            to.Photos.Add(photo with { File = file });
        }

        Directory.Delete(Path.GetDirectoryName(from.Photos[0].File)!);
        from.Photos.Clear();
    }
}

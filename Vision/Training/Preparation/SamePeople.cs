using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Training.Preparation;

/// <summary>Folders of one person: two sources that both have a celebrity, or one source under two names.</summary>
internal static class SamePeople
{
    /// <summary>Merges whoever is nearer than the threshold into the first of the two, files and all; nearest pairs first.</summary>
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

    /// <summary>The two people whose mean encodings are nearest; null of fewer than two people.</summary>
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

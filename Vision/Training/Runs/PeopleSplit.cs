using FaceGrid.Vision.Training.Data;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The people of a run, divided by the seed alone into those trained on and those held out.</summary>
/// <param name="Training">Numbers of people, ascending.</param>
/// <param name="HeldOut">Numbers of people with two photos or more, ascending.</param>
internal sealed record PeopleSplit(IReadOnlyList<int> Training, IReadOnlyList<int> HeldOut)
{
    /// <summary>Minimum number of held-out people, if any are held out: verification needs two people.</summary>
    public const int Least = 2;

    /// <summary>Divides people; holds out none where fewer than two people with two photos would remain to train on.</summary>
    /// <param name="photos">Source of the photos.</param>
    /// <param name="share">Share (0 to 1) of the people with two photos or more to hold out.</param>
    /// <param name="seed">Of the choice.</param>
    public static PeopleSplit Of(ITrainingPhotos photos, double share, int seed)
    {
        var able = Enumerable.Range(0, photos.People).Where(p => photos.PhotosOf(p) >= 2).ToArray();
        var wanted = share > 0 ? Math.Max(Least, (int)Math.Round(share * able.Length)) : 0;
        if (wanted > able.Length - Least)
        {
            wanted = 0;
        }

        CounterRandom.For(seed, CounterRandom.HeldOut, 0).Shuffle(able);
        var held = able[..wanted].Order().ToArray();
        return new PeopleSplit([.. Enumerable.Range(0, photos.People).Except(held)], held);
    }
}

namespace FaceGrid.Vision.Training.Runs;

/// <summary>Who is trained on and who is held out, by the seed alone.</summary>
/// <param name="Training">Numbers of people, ascending.</param>
/// <param name="HeldOut">Numbers of people with two photos or more, ascending.</param>
internal sealed record PeopleSplit(IReadOnlyList<int> Training, IReadOnlyList<int> HeldOut)
{
    /// <summary>Verification needs somebody to be told apart from: at least so many are held out, if any are.</summary>
    public const int Least = 2;

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

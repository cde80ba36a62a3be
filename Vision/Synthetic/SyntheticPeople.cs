using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// A population of synthetic people and their photos, derived from seeds: person i of population p is always the same person, and
/// photo j of a difficulty always the same image.
/// </summary>
/// <remarks>
/// <para>
/// Person seeds (the argument of <see cref="PersonTraits.FromSeed(ulong)"/>) below <see cref="FirstTrainingSeed"/> are for the demo
/// and tests, larger seeds for training, so that no person in the training data of the bundled encoder appears in a test or in the
/// demo.
/// </para>
/// <para>
/// A population is a block of person seeds: person i of population p has the seed p x <see cref="MaxPeople"/> + i. Populations 0
/// to 99 are therefore for the demo and tests, populations from 100 for training.
/// </para>
/// </remarks>
public sealed class SyntheticPeople
{
    /// <summary>Number of people of one population.</summary>
    public const int MaxPeople = 10_000;

    /// <summary>Number of photos of one person at one difficulty.</summary>
    public const int MaxPhotos = 1 << 24;

    /// <summary>The smallest person seed for training; the demo and tests use smaller seeds.</summary>
    public const ulong FirstTrainingSeed = 1_000_000;

    private readonly ulong _population;

    /// <summary>Selects a population.</summary>
    /// <param name="populationSeed">Below 100 for the demo and tests, from 100 on for training.</param>
    public SyntheticPeople(ulong populationSeed) => _population = populationSeed;

    /// <summary>Seed of a person of this population.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="person"/> is not in 0 .. <see cref="MaxPeople"/> - 1.</exception>
    public ulong SeedOf(int person)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(person);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(person, MaxPeople);
        return unchecked((_population * MaxPeople) + (ulong)person);
    }

    /// <summary>Traits of a person of this population.</summary>
    public PersonTraits Traits(int person) => PersonTraits.FromSeed(SeedOf(person));

    /// <summary>Conditions of a photo of a person.</summary>
    /// <param name="photo">0 to <see cref="MaxPhotos"/> - 1; the seeds of all photos of all people are distinct.</param>
    public PhotoConditions Conditions(int person, int photo, Difficulty difficulty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(photo);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(photo, MaxPhotos);
        return PhotoConditions.FromSeed(SeededRandom.Mix((SeedOf(person) << 24) + (ulong)photo), difficulty);
    }

    /// <summary>Renders a photo of a person: an aligned crop of <paramref name="size"/> x <paramref name="size"/> pixels.</summary>
    public RgbImage Photo(int person, int photo, Difficulty difficulty, int size = FaceTemplate.Size) =>
        FaceRenderer.Render(Traits(person), Conditions(person, photo, difficulty), size);
}

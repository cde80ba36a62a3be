using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// A population of made-up people and their photos, all from numbers: person i of population p is always the same
/// person, photo j of a difficulty always the same picture.
/// </summary>
/// <remarks>
/// <para>
/// Person seeds (the argument of <see cref="PersonTraits.FromSeed(ulong)"/>) below <see cref="FirstTrainingSeed"/> are for
/// the demo and for tests, seeds from there on for training. Nobody that the bundled encoder was trained on appears in a
/// test or in the demo.
/// </para>
/// <para>
/// A population is a block of person seeds: person i of population p has the seed p x <see cref="MostPeople"/> + i.
/// Populations 0 to 99 are therefore for the demo and for tests, populations from 100 on for training.
/// </para>
/// </remarks>
public sealed class MadeUpPeople
{
    /// <summary>People of one population.</summary>
    public const int MostPeople = 10_000;

    /// <summary>Photos of one person at one difficulty.</summary>
    public const int MostPhotos = 1 << 24;

    /// <summary>The first person seed that training may use; the demo and tests use smaller ones.</summary>
    public const ulong FirstTrainingSeed = 1_000_000;

    private readonly ulong _population;

    /// <param name="populationSeed">Below 100 for the demo and tests, from 100 on for training.</param>
    public MadeUpPeople(ulong populationSeed) => _population = populationSeed;

    /// <summary>Seed of a person of this population.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="person"/> is not in 0 .. <see cref="MostPeople"/> - 1.</exception>
    public ulong SeedOf(int person)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(person);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(person, MostPeople);
        return unchecked((_population * MostPeople) + (ulong)person);
    }

    /// <summary>Traits of a person of this population.</summary>
    public PersonTraits Traits(int person) => PersonTraits.FromSeed(SeedOf(person));

    /// <summary>Conditions of a photo of a person.</summary>
    /// <param name="photo">0 to <see cref="MostPhotos"/> - 1; no two photos have the same seed, of whomever they are.</param>
    public PhotoConditions Conditions(int person, int photo, Difficulty difficulty)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(photo);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(photo, MostPhotos);
        return PhotoConditions.FromSeed(SeededRandom.Mix((SeedOf(person) << 24) + (ulong)photo), difficulty);
    }

    /// <summary>Renders a photo of a person: an aligned crop of <paramref name="size"/> x <paramref name="size"/> pixels.</summary>
    public RgbImage Photo(int person, int photo, Difficulty difficulty, int size = FaceTemplate.Size) =>
        FaceRenderer.Render(Traits(person), Conditions(person, photo, difficulty), size);
}

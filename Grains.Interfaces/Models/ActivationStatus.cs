namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>How far a tenant's people are with a model version.</summary>
/// <param name="Active">The version that galleries answer with now; null: each its own.</param>
/// <param name="People">Enrolled in any gallery.</param>
/// <param name="Adopted">Of them, findable with the version already.</param>
/// <param name="Waiting">Of them, whose kept photos it has yet to encode.</param>
/// <param name="WithoutPhotos">Names of those whom it cannot find, as no photo was kept: the first ones in ordinal order.</param>
/// <param name="WithoutPhotosCount">How many they are.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.ActivationStatus")]
public sealed record ActivationStatus(
    [property: Id(0)] string Version,
    [property: Id(1)] string? Active,
    [property: Id(2)] int People,
    [property: Id(3)] int Adopted,
    [property: Id(4)] int Waiting,
    [property: Id(5)] IReadOnlyList<string> WithoutPhotos,
    [property: Id(6)] int WithoutPhotosCount)
{
    /// <summary>Of <see cref="WithoutPhotos"/>.</summary>
    public const int MostNamed = 1000;

    public bool IsActive => Active == Version;
}

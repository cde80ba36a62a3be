using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Encryption;

/// <summary>
/// Takes the people of a tenant (the key) to the current key-encryption key, and encrypts those who are not yet. Works beside everything
/// else. It has no state: who is through is seen from each person, so it can be stopped and started again anywhere.
/// </summary>
[Callers(CallerRoles.Admin)]
[Alias("FaceGrid.IKeyRotationGrain")]
public interface IKeyRotationGrain : IGrainWithStringKey
{
    /// <exception cref="GridRequestException"><see cref="GridError.MissingKey"/>: no key file is configured.</exception>
    [Alias("Look")]
    Task<KeyRotationStatus> Look();

    /// <summary>
    /// Rotates up to <paramref name="most"/> people or pages; the people come first. Of encrypted people only the keys are rewritten.
    /// </summary>
    /// <returns>How many people and pages wait; 0: done.</returns>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.MissingKey"/>: no key file is configured, or it lacks the key that a person's key is wrapped under.
    /// </exception>
    [Alias("Step")]
    Task<int> Step(int most, CancellationToken cancellationToken);
}

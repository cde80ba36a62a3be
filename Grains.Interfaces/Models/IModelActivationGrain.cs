namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>
/// Takes a tenant (the key) from one model version to another, in steps of any size while recognition goes on: first every person's kept
/// photos are encoded with the new version and laid beside the old templates; then one write makes it the one that galleries answer with.
/// What was done already is seen from the people themselves, so that whoever dies, the next call goes on there. Templates of two versions lie
/// in different shards, and a shard refuses probes of another version than its own.
/// </summary>
[Alias("FaceGrid.IModelActivationGrain")]
public interface IModelActivationGrain : IGrainWithStringKey
{
    /// <summary>Counts, changes nothing.</summary>
    /// <param name="galleries">That are looked at beside those which the tenant's directory knows: galleries from before there was one.</param>
    [Alias("Look")]
    Task<ActivationStatus> Look(string modelVersion, IReadOnlyList<string> galleries);

    /// <summary>Re-encodes some of those who wait.</summary>
    /// <param name="most">People at most.</param>
    /// <returns>People who wait still; 0: everybody is looked at, and <see cref="Look"/> tells how it came out.</returns>
    /// <exception cref="GridRequestException">This grid does not have that version.</exception>
    [Alias("Step")]
    Task<int> Step(string modelVersion, IReadOnlyList<string> galleries, int most, CancellationToken cancellationToken);

    /// <summary>Makes the version the active one. Again: nothing happens.</summary>
    /// <param name="leaveBehind">Even if there are people whom it cannot find: they have to be enrolled anew.</param>
    /// <exception cref="GridRequestException">Somebody waits, or would be left behind.</exception>
    [Alias("Switch")]
    Task<ActivationStatus> Switch(string modelVersion, IReadOnlyList<string> galleries, bool leaveBehind);
}

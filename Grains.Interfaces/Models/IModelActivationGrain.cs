using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Models;

/// <summary>
/// Takes a tenant (the key) from one model version to another, in steps of any size while recognition continues: first every person's kept
/// photos are encoded with the new version and laid beside the old templates; then one write makes it the one that galleries answer with.
/// The identities hold what is done already, so that after any crash the next call continues there. Templates of two versions lie
/// in different shards, and a shard refuses probes of another version than its own.
/// </summary>
[Callers(CallerRoles.Admin)]
[Alias("FaceGrid.IModelActivationGrain")]
public interface IModelActivationGrain : IGrainWithStringKey
{
    /// <summary>Counts, changes nothing.</summary>
    /// <param name="galleries">
    /// That are looked at beside those which the tenant's directory knows: galleries from before there was one.
    /// </param>
    [Alias("Look")]
    Task<ActivationStatus> Look(string modelVersion, IReadOnlyList<string> galleries);

    /// <summary>Re-encodes some of those who wait.</summary>
    /// <param name="most">People at most.</param>
    /// <returns>Number of people still to be encoded; 0: none, and <see cref="Look"/> returns the outcome.</returns>
    /// <exception cref="GridRequestException">This grid does not have that version.</exception>
    [Alias("Step")]
    Task<int> Step(string modelVersion, IReadOnlyList<string> galleries, int most, CancellationToken cancellationToken);

    /// <summary>Makes the version the active one. Again: nothing happens.</summary>
    /// <param name="leaveBehind">True: even if some people cannot be found with it and have to be enrolled again.</param>
    /// <exception cref="GridRequestException">A person is still to be encoded, or would be left behind.</exception>
    [Alias("Switch")]
    Task<ActivationStatus> Switch(string modelVersion, IReadOnlyList<string> galleries, bool leaveBehind);
}

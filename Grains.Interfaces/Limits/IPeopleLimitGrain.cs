using FaceGrid.Grains.Interfaces.Authority;

namespace FaceGrid.Grains.Interfaces.Limits;

/// <summary>
/// Shares out what is left of a tenant's places for people, key: tenant. Its shards ask it when they have used up their share, so most
/// enrolments make no call. Stateless: it counts the shards to find what is free.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IPeopleLimitGrain")]
public interface IPeopleLimitGrain : IGrainWithStringKey
{
    /// <summary>Takes back the shares of all shards and gives the asking one a new one, of at least one place.</summary>
    /// <param name="shard">Its key.</param>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.LimitReached"/>; <see cref="GridError.TooManyRequests"/>: the last places are those of enrolments under way.
    /// </exception>
    [Alias("Admit")]
    Task Admit(string shard);
}

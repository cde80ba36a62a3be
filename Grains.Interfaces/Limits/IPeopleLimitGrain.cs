namespace FaceGrid.Grains.Limits;

/// <summary>
/// Shares out what is left of a tenant's places for people, key: tenant. Its shards ask it when they have used up their share, so most
/// enrolments ask nobody. It keeps nothing: what is free it learns by having the shards counted.
/// </summary>
[Alias("FaceGrid.IPeopleLimitGrain")]
public interface IPeopleLimitGrain : IGrainWithStringKey
{
    /// <summary>Takes back the shares of all shards and gives the asking one a new one.</summary>
    /// <returns>How many new people the shard may take in before it asks again, at least 1.</returns>
    /// <exception cref="GridRequestException">
    /// <see cref="GridError.LimitReached"/>; <see cref="GridError.TooManyRequests"/>: the last places are those of enrolments under way.
    /// </exception>
    [Alias("Admit")]
    Task<int> Admit();
}

namespace FaceGrid.Grains.Storage;

/// <summary>Lists the identities that have a record in the grain store. Orleans' storage providers cannot list states.</summary>
public interface IStoredIdentities
{
    /// <summary>State name of an identity's record.</summary>
    const string StateName = "identity";

    /// <summary>Names of a tenant's identities, in an order of the store's own.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="after">Continues after this name of a former call; null: from the first.</param>
    /// <param name="count">Most names to return.</param>
    Task<IReadOnlyList<string>> List(string tenant, string? after, int count);
}

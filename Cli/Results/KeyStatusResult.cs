namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>keys show</c>.</summary>
/// <param name="KeyFile">Path of the key file, or address of the cluster.</param>
/// <param name="Key">Id of the current key.</param>
/// <param name="People">Number of identities.</param>
/// <param name="PeopleWaiting">Number of identities not yet encrypted under the current key.</param>
/// <param name="PagesWaiting">Number of shard pages with keys wrapped under an earlier key.</param>
internal sealed record KeyStatusResult(string KeyFile, string Key, int People, int PeopleWaiting, int PagesWaiting);

namespace FaceGrid.Cli.Results;

/// <summary>One shard of a <see cref="GalleryResult"/>.</summary>
/// <param name="Number">Number of the shard.</param>
/// <param name="People">Number of identities.</param>
/// <param name="Templates">Number of templates.</param>
internal sealed record ShardResult(int Number, int People, int Templates);

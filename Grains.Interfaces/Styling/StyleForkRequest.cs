namespace FaceGrid.Grains.Interfaces.Styling;

/// <summary>A new job that begins with a checkpoint of another.</summary>
/// <param name="Job">The other job.</param>
/// <param name="Step">Of the checkpoint; null: the newest.</param>
/// <param name="Patch">What differs in the settings: a JSON merge patch (RFC 7396).</param>
/// <param name="Priority">Null: the other job's.</param>
/// <param name="Again">Render even if there is such a fork already.</param>
[GenerateSerializer]
[Immutable]
[Alias("FaceGrid.StyleForkRequest")]
public sealed record StyleForkRequest(
    [property: Id(0)] string Job,
    [property: Id(1)] int? Step,
    [property: Id(2)] string Patch,
    [property: Id(3)] int? Priority,
    [property: Id(4)] bool Again);

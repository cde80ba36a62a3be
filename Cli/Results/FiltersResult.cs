namespace FaceGrid.Cli.Results;

/// <summary>Result of <c>filters</c>.</summary>
/// <param name="Sheet">Path of the contact sheet.</param>
/// <param name="Photo">Path of the photo.</param>
/// <param name="WidthPx">Width of the scaled photo, in pixels.</param>
/// <param name="HeightPx">Height of the scaled photo, in pixels.</param>
/// <param name="Network">Version of the network.</param>
/// <param name="Weights">Path of the weight file; null: random weights.</param>
/// <param name="Filters">Filters of the network's first layer.</param>
internal sealed record FiltersResult(
    string Sheet, string Photo, int WidthPx, int HeightPx, string Network, string? Weights, IReadOnlyList<FilterResult> Filters);

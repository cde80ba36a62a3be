namespace Orleans.Runtime;

/// <summary>The one strategy of one process.</summary>
internal sealed class HerePlacement : PlacementStrategy
{
}

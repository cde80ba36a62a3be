using Orleans.Runtime;

namespace Orleans.Placement;

/// <summary>Where activations of a class go. In one process there is one place: the attributes are accepted and change nothing.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class PlacementAttribute : Attribute
{
    protected PlacementAttribute(PlacementStrategy placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        PlacementStrategy = placement;
    }

    public PlacementStrategy PlacementStrategy { get; }
}

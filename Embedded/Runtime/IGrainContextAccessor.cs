namespace Orleans.Runtime;

/// <summary>The activation whose turn this is; null outside of grains.</summary>
public interface IGrainContextAccessor
{
    IGrainContext GrainContext { get; }
}

namespace Orleans.Concurrency;

/// <summary>A request that changes nothing: several of them may interleave with one another on one activation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ReadOnlyAttribute : Attribute
{
}

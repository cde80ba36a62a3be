namespace Orleans.Concurrency;

/// <summary>All requests of the class may interleave at awaits; still on one thread at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute
{
}

namespace Orleans.Concurrency;

/// <summary>The caller's task completes when the request has been sent; it learns neither result nor error.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute
{
}

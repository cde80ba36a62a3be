namespace Orleans.Concurrency;

/// <summary>Names a method of the class, <c>bool Name(IInvokable request)</c>, that says whether a request may interleave.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}

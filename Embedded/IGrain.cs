using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface whose methods are calls to a grain. Every method returns a task, a value task or an async sequence.</summary>
public interface IGrain : IAddressable
{
}

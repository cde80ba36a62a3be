using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A named piece of a grain's state in a store; read before the grain is activated.</summary>
public interface IPersistentState<TState> : IStorage<TState>
{
}

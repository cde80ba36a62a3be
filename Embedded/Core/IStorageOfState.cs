namespace Orleans.Core;

/// <summary>A piece of stored state.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The copy in memory. Changing it stores nothing until <see cref="IStorage.WriteStateAsync()"/>.</summary>
    TState State { get; set; }
}

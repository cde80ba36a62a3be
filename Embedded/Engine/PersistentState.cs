using System.Runtime.CompilerServices;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace FaceGrid.Embedded.Engine;

/// <summary>A grain's piece of state and its store. Only usable in turns of the grain.</summary>
internal sealed class PersistentState<T> : IPersistentState<T>
{
    private readonly string name;
    private readonly Activation activation;
    private readonly IGrainStorage store;
    private readonly GrainState<T> record = new(CreateState());
    private bool loaded;

    public PersistentState(string name, Activation activation, IGrainStorage store)
    {
        this.name = name;
        this.activation = activation;
        this.store = store;
        activation.AddStateReader(ReadStateAsync);
    }

    public T State
    {
        get
        {
            RequireTurn();
            return record.State;
        }

        set
        {
            RequireTurn();
            record.State = value;
        }
    }

    public string? Etag => record.ETag;

    public bool RecordExists => loaded ? record.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public async Task ReadStateAsync()
    {
        await Run(static self => self.store.ReadStateAsync(self.name, self.activation.GrainId, self.record), nameof(ReadStateAsync));
        loaded = true;
    }

    public Task WriteStateAsync() =>
        Run(static self => self.store.WriteStateAsync(self.name, self.activation.GrainId, self.record), nameof(WriteStateAsync));

    public Task ClearStateAsync() =>
        Run(static self => self.store.ClearStateAsync(self.name, self.activation.GrainId, self.record), nameof(ClearStateAsync));

    private static T CreateState() => typeof(T).IsValueType ? default!
        : typeof(T).GetConstructor(Type.EmptyTypes) is null ? (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
        : Activator.CreateInstance<T>();

    private static void RequireTurn()
    {
        if (ActivationContext.Current is null)
        {
            throw new InvalidOperationException(
                "Attempted to access grain state from outside of the grain's turns, such as from Task.Run: copy what is needed before leaving them.");
        }
    }

    private async Task Run(Func<PersistentState<T>, Task> operation, string what)
    {
        try
        {
            RequireTurn();
            await operation(this);
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw new OrleansException($"Error from storage provider {store.GetType().Name}.{name} during {what} for grain {activation.GrainId}: {exception.Message}", exception);
        }
    }
}

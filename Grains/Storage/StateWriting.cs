using Orleans.Storage;

namespace FaceGrid.Grains.Storage;

/// <summary>How grains write: memory never runs ahead of a write that failed, and who lost a race starts again from storage.</summary>
internal static class StateWriting
{
    /// <summary>
    /// Makes <paramref name="changed"/> the stored state. If that fails, <paramref name="former"/> is the one in memory again.
    /// </summary>
    public static async Task Write<T>(this Grain grain, IPersistentState<T> state, T changed, T former)
    {
        state.State = changed;
        try
        {
            await grain.EndOnConflict(state.WriteStateAsync());
        }
        catch (Exception exception) when (exception is not InconsistentStateException)
        {
            state.State = former;
            throw;
        }
    }

    /// <summary>Awaits a write. If another activation wrote, what it wrote is the truth: this one ends, and the next reads it.</summary>
    public static async Task EndOnConflict(this Grain grain, Task write)
    {
        try
        {
            await write;
        }
        catch (InconsistentStateException)
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}

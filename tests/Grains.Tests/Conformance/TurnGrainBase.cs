namespace FaceGrid.Grains.Tests.Conformance;

public abstract class TurnGrainBase : Grain
{
    private int count;

    public Task Enter(string gate) => Gate.Named(gate).Pass();

    public Task Look(string gate) => Gate.Named(gate).Pass();

    public Task Peek(string gate) => Gate.Named(gate).Pass();

    public Task Tell(string gate) => Gate.Named(gate).Pass();

    public async Task<int> CountWithAwaits(int times)
    {
        for (var i = 0; i < times; i++)
        {
            // Not atomic: two threads at once would lose some.
            var before = count;
            Thread.SpinWait(20);
            count = before + 1;
            await Task.Yield();
        }

        return count;
    }

    public async Task<string[]> SchedulersAround()
    {
        var here = TaskScheduler.Current;
        await Task.Delay(1);
        var after = TaskScheduler.Current;
        var away = await Task.Run(() => TaskScheduler.Current);
        var back = TaskScheduler.Current;
        return [Name(here), Name(after), Name(away), Name(back)];

        string Name(TaskScheduler scheduler) => scheduler == TaskScheduler.Default ? "pool" : scheduler == here ? "grain" : "other";
    }

    public ValueTask<int> Twice(int x) => new(2 * x);

    public ValueTask Nothing() => ValueTask.CompletedTask;
}

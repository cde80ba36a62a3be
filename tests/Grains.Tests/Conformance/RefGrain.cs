namespace FaceGrid.Grains.Tests.Conformance;

public sealed class RefGrain : Grain, IRefGrain
{
    public Task<IRefGrain> Self() => Task.FromResult(this.AsReference<IRefGrain>());

    public Task<string> KeyOf(IRefGrain other) => Task.FromResult(other.GetPrimaryKeyString());

    public async Task<string> CallAround(IRefGrain other, bool reentrant)
    {
        if (!reentrant)
        {
            return await other.CallBack(this.AsReference<IRefGrain>());
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        return await other.CallBack(this.AsReference<IRefGrain>());
    }

    public async Task<string> CallBack(IRefGrain origin) => $"{this.GetPrimaryKeyString()} called {await origin.Key()}";

    public Task<string> Key() => Task.FromResult(this.GetPrimaryKeyString());

    public async Task<int> Fan(int others)
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, others).Select(i => GrainFactory.GetGrain<IRefGrain>($"{this.GetPrimaryKeyString()}/{i}").Key()));
        return keys.Length;
    }
}

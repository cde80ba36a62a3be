using FaceGrid.Grains.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

/// <summary>
/// What the grains rely on in Orleans. Should one of these fail with a later version, the grains named there must be looked at.
/// </summary>
public sealed class AssumptionTests(NoteFixture grid) : IClassFixture<NoteFixture>
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    /// <summary>
    /// Every grain with state: a second activation's stale write is refused, and the next call meets one that has read what is stored.
    /// </summary>
    [Fact]
    public async Task Write_SomebodyElseWroteMeanwhile_ConflictReachesTheCallerAndTheActivationEnds()
    {
        var grain = grid.GrainFactory.GetGrain<INoteGrain>(_name);
        await grain.Write("mine", []);
        var before = await grain.Who();
        var store = grid.Services.GetRequiredKeyedService<IGrainStorage>("notes");
        var state = new GrainState<Note>(new Note());
        await store.ReadStateAsync("note", grain.GetGrainId(), state);
        state.State = new Note { Text = "theirs" };
        await store.WriteStateAsync("note", grain.GetGrainId(), state);

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Write("mine again", []));

        Assert.Equal(state.ETag, error.StoredEtag);
        Assert.NotEqual(before, await grain.Who());
        Assert.Equal("theirs (was theirs)", await grain.Read());
    }

    /// <summary>Shards, encoders, jobs and recognition: what they do between two awaits needs no lock.</summary>
    [Fact]
    public async Task Reentrant_ManyInterleavedRequests_NeverRunOnTwoThreadsAtOnce()
    {
        var grain = grid.GrainFactory.GetGrain<IReentrantGrain>(_name);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => grain.CountWithAwaits(250)));
        Assert.Equal(40 * 250, await grain.CountWithAwaits(0));
    }

    /// <summary>Identities, galleries, queues and registries: a question is answered while a change is being written.</summary>
    [Fact]
    public async Task AlwaysInterleave_WhileAWriteRuns_RunsAtOnceAndTheNextWriteWaits()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(_name);
        var (write, peek) = (Gate.Named("write" + _name), Gate.Named("peek" + _name));
        var first = grain.Enter("write" + _name);
        await write.Entered();
        var second = grain.Enter("write" + _name);
        var question = grain.Peek("peek" + _name);
        await peek.Entered();
        Assert.Equal(1, write.Inside);
        peek.Open();
        await question;
        write.Open(2);
        await Task.WhenAll(first, second);
        Assert.Equal(1, write.Most);
    }

    /// <summary>
    /// No interface here has a read-only method. Until Orleans 10.2 a write started as soon as the first of a group of them had ended, in
    /// the midst of the others; whoever marks a method [ReadOnly] relies on this one.
    /// </summary>
    [Fact]
    public async Task ReadOnly_FirstOfAGroupHasEnded_AWriteWaitsForTheOther()
    {
        var grain = grid.GrainFactory.GetGrain<ITurnGrain>(_name);
        var (first, second) = (Gate.Named("first" + _name), Gate.Named("second" + _name));
        var (write, peek) = (Gate.Named("write" + _name), Gate.Named("peek" + _name));
        var one = grain.Look("first" + _name);
        await first.Entered();
        var two = grain.Look("second" + _name);
        await second.Entered();
        var three = grain.Enter("write" + _name);
        first.Open();
        await one;

        // Queued behind the write: when it runs, the write has had its chance.
        var four = grain.Peek("peek" + _name);
        await peek.Entered();
        Assert.Equal((1, 0), (second.Inside, write.Inside));
        peek.Open();
        second.Open();
        await write.Entered();
        Assert.Equal(0, second.Inside);
        write.Open();
        await Task.WhenAll(two, three, four);
    }

    /// <summary>The watcher of a job lets go of its place when it goes.</summary>
    [Fact]
    public async Task Enumerate_StoppedEarly_TheGrainsFinallyRuns()
    {
        var got = new List<int>();
        await foreach (var i in grid.GrainFactory.GetGrain<ICallGrain>(_name).Forever())
        {
            got.Add(i);
            if (i == 2)
            {
                break;
            }
        }

        Assert.Equal([0, 1, 2], got);
        await Journal.Named(_name).Until("finished");
    }

    /// <summary>Recognition, searches and every long step: whoever asked may give up.</summary>
    [Fact]
    public async Task Cancel_WhileTheRequestRuns_CallerIsFreedAndTheGrainsTokenIsCancelled()
    {
        using var source = new CancellationTokenSource();
        var call = grid.GrainFactory.GetGrain<ICallGrain>(_name).SleepUntilCancelled(source.Token);
        await Journal.Named(_name).Until("sleeps");
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Journal.Named(_name).Until("woken");
    }

    /// <summary>Encoders and feature maps: one for each silo, so that there is one batch and one copy of the weights.</summary>
    [Fact]
    public async Task StatelessWorker_OfOne_AllRequestsMeetTheSameActivationOneAfterTheOther()
    {
        var grain = grid.GrainFactory.GetGrain<IWorkerGrain>(_name);
        var gate = Gate.Named(_name);
        var calls = Enumerable.Range(0, 5).Select(_ => grain.Enter(_name)).ToArray();
        foreach (var _ in calls)
        {
            await gate.Entered();
            gate.Open();
        }

        Assert.Single((await Task.WhenAll(calls)).Distinct());
        Assert.Equal(1, gate.Most);
    }

    /// <summary>Every refusal: its type and text come out at the caller, through a gateway.</summary>
    [Fact]
    public async Task Request_Throws_CallerGetsTheSameTypeMessageAndStack()
    {
        var error = await Assert.ThrowsAsync<OddFaceException>(() => grid.GrainFactory.GetGrain<ICallGrain>(_name).Fail("one eye"));
        Assert.Equal("one eye", error.Message);
        Assert.Contains(nameof(CallGrain.Fail), error.StackTrace, StringComparison.Ordinal);
    }
}

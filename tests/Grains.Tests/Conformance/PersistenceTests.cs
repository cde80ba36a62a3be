using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Conformance;

public sealed class PersistenceTests(NoteFixture grid) : IClassFixture<NoteFixture>
{
    private readonly string name = Guid.NewGuid().ToString("N");

    private INoteGrain Grain => grid.GrainFactory.GetGrain<INoteGrain>(name);

    [Fact]
    public async Task State_NeverWritten_IsNewAndHasNoRecord()
    {
        Assert.Equal(" (was )", await Grain.Read());
        Assert.Equal((false, false, 0), await Grain.Record());
    }

    [Fact]
    public async Task State_Written_IsThereBeforeTheNextActivationsFirstRequest()
    {
        var bytes = Enumerable.Range(0, 512).Select(i => (byte)i).ToArray();
        await Grain.Write("hello", bytes);
        Assert.Equal((true, true, 1), await Grain.Record());
        await Renew();
        Assert.Equal("hello (was hello)", await Grain.Read());
        Assert.Equal(bytes.Sum(b => b), await Grain.SumOfBytes());
        Assert.Equal((true, true, 1), await Grain.Record());
    }

    [Fact]
    public async Task State_Cleared_IsNewAgain()
    {
        await Grain.Write("hello", [1]);
        await Grain.Clear();
        Assert.Equal((false, false, 0), await Grain.Record());
        await Grain.Write("again", []);
        await Renew();
        Assert.Equal("again (was again)", await Grain.Read());
    }

    [Fact]
    public async Task State_OfTypeWithoutParameterlessConstructor_StartsAtZero()
    {
        Assert.Equal(1, await Grain.CountUp());
        await Renew();
        Assert.Equal(2, await Grain.CountUp());
    }

    [Fact]
    public async Task Write_SomebodyElseWroteMeanwhile_ConflictReachesTheCallerAndTheActivationEnds()
    {
        await Grain.Write("mine", []);
        var before = await Grain.Who();
        await WriteBehindItsBack("theirs");

        var error = await Assert.ThrowsAsync<InconsistentStateException>(() => Grain.Write("mine again", []));

        Assert.NotNull(error.StoredEtag);
        Assert.NotEqual(error.StoredEtag, error.CurrentEtag);
        Assert.NotEqual(before, await Grain.Who());
        Assert.Equal("theirs (was theirs)", await Grain.Read());
    }

    [Fact]
    public async Task Write_ConflictCaughtByTheGrain_ItReadsAgainAndGoesOn()
    {
        await Grain.Write("mine", []);
        var before = await Grain.Who();
        await WriteBehindItsBack("theirs");
        Assert.Equal("over theirs", await Grain.WriteStubbornly("mine again"));
        Assert.Equal(before, await Grain.Who());
    }

    [Fact]
    public async Task Clear_SomebodyElseWroteMeanwhile_ConflictAndNothingIsCleared()
    {
        await Grain.Write("mine", []);
        await WriteBehindItsBack("theirs");
        await Assert.ThrowsAsync<InconsistentStateException>(Grain.Clear);
        Assert.Equal("theirs (was theirs)", await Grain.Read());
    }

    [Fact]
    public async Task Read_SomebodyElseWroteMeanwhile_SeesIt()
    {
        await Grain.Write("mine", []);
        await WriteBehindItsBack("theirs");
        await Grain.Reread();
        Assert.StartsWith("theirs", await Grain.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_TouchedFromTaskRun_IsRefused() => Assert.Equal("refused", await Grain.TouchStateOutsideOfATurn());

    private async Task Renew()
    {
        var before = await Grain.Who();
        await Grain.End();
        Assert.NotEqual(before, await Grain.Who());
    }

    private async Task WriteBehindItsBack(string text)
    {
        var store = grid.Services.GetRequiredKeyedService<IGrainStorage>("notes");
        var state = new GrainState<Note>(new Note());
        await store.ReadStateAsync("note", Grain.GetGrainId(), state);
        state.State = new Note { Text = text };
        await store.WriteStateAsync("note", Grain.GetGrainId(), state);
    }
}

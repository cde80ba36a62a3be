namespace FaceGrid.Grains.Tests.Conformance;

public sealed class ReferenceTests(GridFixture grid) : IClassFixture<GridFixture>
{
    private readonly string name = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task GetGrain_TwiceTheSameKey_ReferencesAreEqual()
    {
        var one = grid.GrainFactory.GetGrain<IRefGrain>(name);
        var two = grid.GrainFactory.GetGrain<IRefGrain>(name);
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, grid.GrainFactory.GetGrain<IRefGrain>(name + "x"));
        Assert.Equal(one, await one.Self());
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("tenant/gallery/7")]
    [InlineData("Zoë + 東京 #1")]
    public async Task GetPrimaryKeyString_AnyText_ComesBack(string key)
    {
        var grain = grid.GrainFactory.GetGrain<IRefGrain>(key);
        Assert.Equal(key, grain.GetPrimaryKeyString());
        Assert.Equal(key, await grain.Key());
        Assert.Equal($"ref/{key}", grain.GetGrainId().ToString());
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(255L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public async Task GetPrimaryKeyLong_AnyNumber_ComesBack(long key)
    {
        var grain = grid.GrainFactory.GetGrain<INumberGrain>(key);
        Assert.Equal(key, grain.GetPrimaryKeyLong());
        Assert.Equal(key, await grain.Key());
        Assert.Equal($"number/{key:X}", grain.GetGrainId().ToString());
    }

    [Fact]
    public async Task GetPrimaryKey_Guid_ComesBackInAClassWithoutTheBase()
    {
        var key = Guid.NewGuid();
        var grain = grid.GrainFactory.GetGrain<IGuidGrain>(key);
        Assert.Equal(key, grain.GetPrimaryKey());
        Assert.Equal(key, await grain.Key());
        Assert.Equal($"by-guid/{key:N}", grain.GetGrainId().ToString());
    }

    [Fact]
    public void GetGrain_InterfaceThatNobodyImplements_Throws() =>
        Assert.Throws<ArgumentException>(() => grid.GrainFactory.GetGrain<INobodyGrain>(name));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public void GetGrain_NoKey_Throws(string? key) =>
        Assert.ThrowsAny<ArgumentException>(() => grid.GrainFactory.GetGrain<IRefGrain>(key!));

    [Fact]
    public async Task Reference_AsArgument_NamesTheSameGrain()
    {
        var grain = grid.GrainFactory.GetGrain<IRefGrain>(name);
        var other = grid.GrainFactory.GetGrain<IRefGrain>("other" + name);
        Assert.Equal("other" + name, await grain.KeyOf(other));
    }

    [Fact]
    public async Task CallChainReentrancy_Allowed_TheCallBackRuns()
    {
        var grain = grid.GrainFactory.GetGrain<IRefGrain>(name);
        var other = grid.GrainFactory.GetGrain<IRefGrain>("other" + name);
        Assert.Equal($"other{name} called {name}", await grain.CallAround(other, reentrant: true));
    }

    [Fact]
    public async Task CallChainReentrancy_NotAllowed_TheCallBackTimesOut()
    {
        var grain = grid.GrainFactory.GetGrain<IRefGrain>(name);
        var other = grid.GrainFactory.GetGrain<IRefGrain>("other" + name);
        await Assert.ThrowsAsync<TimeoutException>(() => grain.CallAround(other, reentrant: false));
    }

    [Fact]
    public async Task Fan_OneGrainCallsManyAtOnce_AllAnswer() =>
        Assert.Equal(200, await grid.GrainFactory.GetGrain<IRefGrain>(name).Fan(200));
}

using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class ShardKeyTests
{
    [Fact]
    public void Parse_KeyOfAShard_ReturnsItsParts()
    {
        var key = ShardKey.Parse(GridKeys.Shard("tenant", "lobby", 12));

        Assert.Equal(("tenant", "lobby", "tenant/lobby", 12), (key.Tenant, key.Gallery, key.GalleryKey, key.Number));
        Assert.Equal("tenant/lobby/12", key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("lobby")]
    [InlineData("tenant/lobby")]
    [InlineData("lobby/12")]
    [InlineData("/lobby/12")]
    [InlineData("tenant//12")]
    [InlineData("tenant/lobby/")]
    [InlineData("tenant/lobby/-1")]
    [InlineData("tenant/lobby/1x")]
    public void Parse_OtherText_Throws(string text) => Assert.Throws<FormatException>(() => ShardKey.Parse(text));

    [Fact]
    public void WithReason_RefusedRequest_KeepsErrorSubjectAndTime()
    {
        var first = new GridRequestException(GridError.TooManyRequests, "tenant 'a: b'", "is busy", TimeSpan.FromSeconds(3));

        var second = first.WithReason(first.Reason + " still");

        Assert.Equal("tenant 'a: b': is busy still", second.Message);
        Assert.Equal((first.Error, first.Subject, first.RetryAfter), (second.Error, second.Subject, second.RetryAfter));
    }
}

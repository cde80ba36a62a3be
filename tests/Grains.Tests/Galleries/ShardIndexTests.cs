using System.Runtime.InteropServices;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Galleries;

public sealed class ShardIndexTests
{
    private readonly Random _random = new(5);
    private readonly ShardIndex _index = new();

    [Fact]
    public void Search_PublishedAndReplaced_FindsTheLatestTemplatesOnly()
    {
        var (former, first, second) = (Face(), Face(), Face());
        _index.Publish(Entry("anna", former));
        _index.Publish(Entry("anna", first, second));

        Assert.Equal((1, 2), (_index.People, _index.Templates));
        Assert.Equal(0, Assert.Single(_index.Search(second, 3, TemplateFusion.Best).Hits).Distance, 1e-12);
        Assert.True(_index.Search(former, 3, TemplateFusion.Best).Hits[0].Distance > 0.1);
    }

    [Fact]
    public void Load_ManyEntries_EqualsPublishingEach()
    {
        var entries = Enumerable.Range(0, 40).Select(i => Entry($"person-{i:D2}", Face(), Face())).ToList();
        var loaded = new ShardIndex();
        loaded.Load(entries);
        entries.ForEach(_index.Publish);
        var probe = Face();

        foreach (var fusion in Enum.GetValues<TemplateFusion>())
        {
            var (one, other) = (loaded.Search(probe, 5, fusion), _index.Search(probe, 5, fusion));
            Assert.Equal(one.Hits, other.Hits);
            Assert.Equal((40, one.Comparisons), (other.Size, other.Comparisons));
        }
    }

    [Fact]
    public void Search_Mean_FollowsChangesAfterTheMeansArePacked()
    {
        var (anna, bert) = (Face(), Face());
        _index.Publish(Entry("anna", anna));
        _index.Search(anna, 1, TemplateFusion.Mean);

        _index.Publish(Entry("bert", bert));
        var answer = _index.Search(bert, 1, TemplateFusion.Mean);
        Assert.Equal(("bert", 2), (answer.Hits[0].Identity, answer.Comparisons));

        _index.Publish(Entry("bert", anna));
        Assert.True(_index.Search(bert, 1, TemplateFusion.Mean).Hits[0].Distance > 0.1);

        _index.Remove("anna");
        Assert.Equal("bert", Assert.Single(_index.Search(anna, 2, TemplateFusion.Mean).Hits).Identity);
    }

    [Fact]
    public void Remove_OneOfTwo_IsAbsentFromSearchListAndCounts()
    {
        var (anna, bert) = (Face(), Face());
        _index.Publish(Entry("anna", anna));
        _index.Publish(Entry("bert", bert));

        _index.Remove("anna");
        _index.Remove("anna");

        Assert.False(_index.Contains("anna"));
        Assert.Equal((1, 1), (_index.People, _index.Templates));
        Assert.Equal(["bert"], _index.List(null, 10));
        Assert.Equal("bert", Assert.Single(_index.Search(anna, 10, TemplateFusion.Best).Hits).Identity);

        // The number of the removed person is reused.
        _index.Publish(Entry("cleo", anna));
        Assert.Equal("cleo", _index.Search(anna, 1, TemplateFusion.Best).Hits[0].Identity);
    }

    [Fact]
    public void List_AfterAName_IsOrdinalAndLimited()
    {
        foreach (var name in new[] { "b", "B", "a", "c" })
        {
            _index.Publish(Entry(name, Face()));
        }

        Assert.Equal(["B", "a", "b"], _index.List(null, 3));
        Assert.Equal(["b", "c"], _index.List("a", 3));
    }

    private static ShardEntry Entry(string identity, params float[][] faces) =>
        new(identity, 1, MemoryMarshal.AsBytes<float>(faces.SelectMany(f => f).ToArray()).ToArray());

    private float[] Face() => FakeEncoder.RandomEncoding(_random);
}

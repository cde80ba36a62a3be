using FaceGrid.Tests;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Tests.Weights;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class PairsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SharedFact("data/lfw112/pairs.txt")]
    public void Parse_ViewTwo_GivesSixThousandPairsInTenFolds()
    {
        var pairs = PairsFile.Parse(SharedFiles.PathOf("data/lfw112/pairs.txt"));

        Assert.Equal(10, pairs.Folds);
        Assert.Equal(6000, pairs.Pairs.Count);
        Assert.Equal(new FacePair("Abel_Pacheco/Abel_Pacheco_0001.jpg", "Abel_Pacheco/Abel_Pacheco_0004.jpg", true, 0), pairs.Pairs[0]);
        Assert.All(Enumerable.Range(0, 10), f =>
        {
            Assert.Equal(300, pairs.Pairs.Count(p => p.Fold == f && p.Same));
            Assert.Equal(300, pairs.Pairs.Count(p => p.Fold == f && !p.Same));
        });
        Assert.Equal(7701, pairs.Photos().Count);
        Assert.All(pairs.Photos(), p => Assert.True(File.Exists(SharedFiles.PathOf("data/lfw112/images/" + p))));
    }

    [Fact]
    public void Parse_CarriageReturnsSpacesAndBlankEnd_AreAccepted()
    {
        var pairs = Parse("2 1\r\nA\t1 2\r\nA 1 B 3\r\nC 1 2\r\nC 2 D 1\r\n\r\n");

        Assert.Equal([true, false, true, false], pairs.Pairs.Select(p => p.Same));
        Assert.Equal([0, 0, 1, 1], pairs.Pairs.Select(p => p.Fold));
        Assert.Equal("D/D_0001.jpg", pairs.Pairs[3].Second);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("ten 300\n", "line 1: the number of folds")]
    [InlineData("1 1\nA 1 2\nA 1 B 2\n", "line 1: 1 fold")]
    [InlineData("2 1\nA 1 2\nA 1 B 3\nC 1 2\n", "3 pairs, line 1 announces 2 folds of 1 + 1")]
    [InlineData("2 1\nA 1 2\nA 1 B 3\nC 1\nC 1 D 2\n", "line 4: a name and two photo numbers")]
    [InlineData("2 1\nA 1 2\nA 1 B 3\nC 1 2\nC 1 D x\n", "line 5: name, photo number, name, photo number")]
    [InlineData("2 1\nA 0 2\nA 1 B 3\nC 1 2\nC 1 D 1\n", "line 2: a name")]
    [InlineData("2 1\n.. 1 2\nA 1 B 3\nC 1 2\nC 1 D 1\n", "line 2: a name")]
    [InlineData("2 1\nA/../.. 1 2\nA 1 B 3\nC 1 2\nC 1 D 1\n", "line 2: a name")]
    public void Parse_Malformed_NamesFileAndLine(string text, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => Parse(text));

        Assert.StartsWith(_folder.File("pairs.txt"), error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void Parse_MissingFileOrFolder_IsBadInput()
    {
        Assert.Throws<BadInputException>(() => PairsFile.Parse(_folder.File("none")));
        Assert.Throws<BadInputException>(() => PairsFile.Parse(_folder.Path));
    }

    private PairsFile Parse(string text)
    {
        var path = _folder.File("pairs.txt");
        File.WriteAllText(path, text);
        return PairsFile.Parse(path);
    }
}

using FaceGrid.Vision.Training.Preparation;

namespace FaceGrid.Vision.Tests.Training.Preparation;

/// <content>Input that is refused, and preparations that are stopped.</content>
public sealed partial class SetPreparationTests
{
    [Fact]
    public void Run_UnreadablePhotos_AreNamedOrRefused()
    {
        _people.Add("one", "anna", Red, Red, Red);
        _people.Add("one", "bert", Green, Green);
        File.WriteAllText(_people.PathOf("one/anna/1.png"), "no picture");
        var options = new PreparationOptions { Sources = Sources("one"), Output = _people.PathOf("out"), SamePersonNearerThan = 0 };

        var refused = Assert.Throws<BadInputException>(() => Run(options with { UnreadableLimit = 0.1 }));
        Assert.Equal(_people.PathOf("one/anna/1.png"), refused.Subject);
        Assert.Contains("1 of 5", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(["one"], Directory.GetFileSystemEntries(_people.Root).Select(Path.GetFileName));

        var report = Run(options with { UnreadableLimit = 0.2 });
        Assert.Equal(_people.PathOf("one/anna/1.png"), Assert.Single(report.Unreadable).Path);
        Assert.Equal(4, report.Photos);
    }

    [Fact]
    public void Run_Stopped_LeavesNothing()
    {
        _people.Add("one", "anna", Red, Red);
        _people.Add("one", "bert", Green);
        using var stop = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() => SetPreparation.Run(
            new PreparationOptions
            {
                Sources = Sources("one"),
                Output = _people.PathOf("out"),
                ApartFrom = _people.PathOf("one"),
                ApartAligned = true,
            },
            Middle(),
            new ColourEncoder(),
            1,
            (_, _) => stop.Cancel(),
            stop.Token));

        Assert.Equal(["one"], Directory.GetFileSystemEntries(_people.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void Run_WhatAKilledRunLeft_IsClearedAway()
    {
        _people.Add("one", "anna", Red);
        _people.Add("one", "bert", Green);
        _people.Add(".out.unfinished", "zoe", Pink);

        Run(new PreparationOptions { Sources = Sources("one"), Output = _people.PathOf("out"), SamePersonNearerThan = 0 });

        Assert.Equal(["anna", "bert"], Names("out"));
        Assert.False(Directory.Exists(_people.PathOf(".out.unfinished")));
    }

    [Fact]
    public void Run_BadFolders_AreRefused()
    {
        _people.Add("one", "anna", Red);
        _people.Add("two", "anna", Red);
        _people.Add("two", "bert", Green);
        var options = new PreparationOptions { Sources = Sources("two"), Output = _people.PathOf("out") };

        Assert.Contains(
            "one person",
            Assert.Throws<BadInputException>(() => Run(options with { Sources = Sources("one") })).Reason,
            StringComparison.Ordinal);
        Assert.Contains(
            "no such folder",
            Assert.Throws<BadInputException>(() => Run(options with { Sources = Sources("none") })).Reason,
            StringComparison.Ordinal);
        Assert.Contains(
            "not empty",
            Assert.Throws<BadInputException>(() => Run(options with { Output = _people.PathOf("two") })).Reason,
            StringComparison.Ordinal);
        Assert.Contains(
            "no folder",
            Assert.Throws<BadInputException>(() => Run(options with { Output = _people.PathOf("a/b") })).Reason,
            StringComparison.Ordinal);
        Assert.Throws<BadInputException>(() => SetPreparation.Run(options, Middle(), null, 1, null, CancellationToken.None));
    }
}

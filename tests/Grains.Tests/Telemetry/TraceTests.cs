using System.Diagnostics;
using System.Globalization;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Telemetry;
using FaceGrid.Grains.Tests.Styling;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Telemetry;

/// <summary>What a trace shows, and what it must not.</summary>
public sealed class TraceTests
{
    private const string Name = "alice-unmistakable";

    private readonly float[] _face = FakeEncoder.RandomEncoding(new Random(31));
    private readonly float[] _other = FakeEncoder.RandomEncoding(new Random(32));

    [Fact]
    public async Task Recognize_Traced_SpansWithTheirParentsAndFigures()
    {
        using var spans = new SpanRecorder();
        await using var grid = await PeopleGrid.Start(new MortalStorage(), shardCapacity: 1);
        await grid.People.Enroll(Name, _face);
        await grid.People.Enroll("bob", _other);
        using var root = spans.Begin("door");
        await grid.People.Recognize(_face);
        Assert.Equal(
            [
                "facegrid.encode < facegrid.recognize",
                "facegrid.lane.wait < facegrid.encode",
                "facegrid.recognize < door",
                "facegrid.search < facegrid.recognize",
            ],
            spans.Tree(root));
        Assert.Equal(
            "facegrid.gallery=lobby facegrid.k=2 facegrid.model=model-1 facegrid.outcome=recognized",
            Tags(Single(spans, root, "facegrid.recognize")));
        Assert.Equal("facegrid.k=2 facegrid.shards=2", Tags(Single(spans, root, "facegrid.search")));
        Assert.Equal("facegrid.faces=1 facegrid.model=model-1", Tags(Single(spans, root, "facegrid.encode")));
        Assert.Equal("facegrid.device=test", Tags(Single(spans, root, "facegrid.lane.wait")));
    }

    [Fact]
    public async Task EnrollVerifyRemove_Traced_SpansWithTheirParentsAndFigures()
    {
        using var spans = new SpanRecorder();
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        using var root = spans.Begin("desk");
        await grid.People.Enroll(Name, [_face, _other]);
        await grid.People.Verify(Name, _face);
        await grid.People.RemoveOnce("op-1", Name);
        Assert.Equal(
            [
                "facegrid.encode < facegrid.enroll",
                "facegrid.encode < facegrid.verify",
                "facegrid.enroll < desk",
                "facegrid.lane.wait < facegrid.encode",
                "facegrid.lane.wait < facegrid.encode", "facegrid.remove < desk", "facegrid.verify < desk",
            ],
            spans.Tree(root));
        Assert.Equal(
            "facegrid.added=2 facegrid.gallery=lobby facegrid.model=model-1 facegrid.templates=2",
            Tags(Single(spans, root, "facegrid.enroll")));
        Assert.Equal(
            "facegrid.gallery=default facegrid.k=2 facegrid.model=model-1 facegrid.outcome=verified",
            Tags(Single(spans, root, "facegrid.verify")));
        Assert.Equal("facegrid.templates=2", Tags(Single(spans, root, "facegrid.remove")));
    }

    [Fact]
    public async Task EverySpan_OfAPersonsLife_ContainsNoName()
    {
        using var spans = new SpanRecorder();
        await using var grid = await PeopleGrid.Start(new MortalStorage());
        using var root = spans.Begin("life");
        await grid.People.EnrollOnce("op-1", Name, [_face]);
        await Assert.ThrowsAsync<GridRequestException>(() => grid.People.EnrollOnce("op-1", Name, [_other]));
        await grid.People.Recognize(_face);
        await grid.People.Verify(Name, _face);
        await grid.People.Remove(Name);
        await Assert.ThrowsAsync<GridRequestException>(() => grid.People.Verify(Name, _face));
        var mine = spans.Spans.Where(s => s.TraceId == root.TraceId).ToList();
        Assert.True(mine.Count >= 10, $"{mine.Count} spans");
        foreach (var span in mine)
        {
            var tags = span.TagObjects.Select(t => $"{t.Key} {t.Value}").Concat(span.Events.Select(e => e.Name));
            var said = string.Join('\n', tags.Append(span.DisplayName).Append(span.StatusDescription));
            Assert.DoesNotContain(Name, said, StringComparison.OrdinalIgnoreCase);
            Assert.All(span.TagObjects, t => Assert.True(t.Value is string { Length: < 40 } or int, $"{t.Key} is {t.Value}"));
        }

        var failed = mine.Where(s => s.Status == ActivityStatusCode.Error);
        Assert.Equal(
            ["InvalidRequest", "UnknownIdentity"],
            failed.Select(s => (string)s.GetTagItem("error.type")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task JobStep_Traced_IsATraceOfItsOwnWithItsWaiting()
    {
        using var spans = new SpanRecorder();
        await using var grid = await StudioGrid.Start(World.New());
        using var root = spans.Begin("studio");
        await grid.Finish((await grid.Submit(new TestSettings("traced", 6))).Job);
        var steps = spans.Spans.Where(s => s.OperationName == "facegrid.job.step" && s.Duration > TimeSpan.Zero).ToList();
        Assert.Superset(
            new HashSet<string> { "1", "2", "3", "4", "5", "6" },
            steps.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.GetTagItem("facegrid.job.step")}")).ToHashSet());
        Assert.All(steps, s => Assert.Equal((default, "test"), (s.ParentSpanId, (string)s.GetTagItem("facegrid.device")!)));
        Assert.Contains(steps, s => (string)s.GetTagItem("facegrid.job.kind")! == "style");
        Assert.Contains(
            spans.Spans, s => s.OperationName == "facegrid.lane.wait" && spans.ParentOf(s)?.OperationName == "facegrid.job.step");
        Assert.DoesNotContain(spans.Spans, s => s.TraceId == root.TraceId && s.OperationName == "facegrid.job.step");
    }

    [Fact]
    public void Spans_NoListener_AllocateNothing()
    {
        Trace();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            Trace();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static void Trace()
        {
            using var question = GridTraces.Recognition("lobby", "model-1");
            using var encode = GridTraces.Encode("model-1", 1);
            using var search = GridTraces.Search(2);
            using var enrolment = GridTraces.Enrolment("lobby", "model-1");
            using var removal = GridTraces.Removal();
            using var step = GridTraces.JobStep("style", "gpu");
            question?.SetTag("facegrid.k", 100_000);
            GridTraces.LaneWait("gpu", GridTraces.Now, GridTraces.Now);
            Assert.Null(question);
        }
    }

    private static Activity Single(SpanRecorder spans, Activity root, string name) =>
        Assert.Single(spans.Spans, s => s.TraceId == root.TraceId && s.OperationName == name);

    private static string Tags(Activity span) =>
        string.Join(
            ' ',
            span.TagObjects.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key}={t.Value}")).Order(StringComparer.Ordinal));
}

using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

public sealed class SqliteReminderTableTests : IDisposable
{
    private static readonly GrainId[] Grains = [.. Enumerable.Range(0, 40).Select(i => GrainId.Create("gallery", $"tenant/{i}"))];

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Upsert_TwiceTheSameName_IsOneReminderWithTheNewerTimesAlsoInTheNextLife()
    {
        await Use(async table =>
        {
            await table.UpsertRow(Entry(Grains[0], "work", minutes: 1));
            await table.UpsertRow(Entry(Grains[0], "work", minutes: 2));
            await table.UpsertRow(Entry(Grains[0], "rest", minutes: 3));
        });
        await Use(async table =>
        {
            var rows = (await table.ReadRows(Grains[0])).Reminders;
            Assert.Equal([("rest", 3.0), ("work", 2.0)], rows.Select(r => (r.ReminderName, r.Period.TotalMinutes)).Order());
            var work = (await table.ReadRow(Grains[0], "work"))!;
            Assert.Equal((Grains[0], Start.AddMinutes(2), DateTimeKind.Utc), (work.GrainId, work.StartAt, work.StartAt.Kind));
            Assert.Null(await table.ReadRow(Grains[1], "work"));
        });
    }

    [Fact]
    public async Task Remove_StaleETag_LeavesTheReminder() => await Use(async table =>
    {
        var before = await table.UpsertRow(Entry(Grains[0], "work", minutes: 1));
        var now = await table.UpsertRow(Entry(Grains[0], "work", minutes: 2));
        Assert.False(await table.RemoveRow(Grains[0], "work", before!));
        Assert.NotNull(await table.ReadRow(Grains[0], "work"));
        Assert.True(await table.RemoveRow(Grains[0], "work", now!));
        Assert.Null(await table.ReadRow(Grains[0], "work"));
    });

    /// <summary>Each silo of a ring reads the range before its own point: every reminder has one owner.</summary>
    [Fact]
    public async Task ReadRows_RangesAroundTheRing_EveryReminderIsInOne() => await Use(async table =>
    {
        foreach (var grain in Grains)
        {
            await table.UpsertRow(Entry(grain, "work", minutes: 1));
        }

        var points = new[] { Grains[3].GetUniformHashCode(), 0x4000_0000u, 0xC000_0000u }.Order().ToArray();
        var parts = new List<GrainId>();
        for (var i = 0; i < points.Length; i++)
        {
            parts.AddRange((await table.ReadRows(points[i], points[(i + 1) % points.Length])).Reminders.Select(r => r.GrainId));
        }

        Assert.Equal(Grains.Order(), parts.Order());
        Assert.Equal(Grains.Order(), (await table.ReadRows(0, 0)).Reminders.Select(r => r.GrainId).Order());
    });

    private static DateTime Start => new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static ReminderEntry Entry(GrainId grain, string name, int minutes) => new()
    {
        GrainId = grain,
        ReminderName = name,
        StartAt = Start.AddMinutes(minutes),
        Period = TimeSpan.FromMinutes(minutes),
    };

    private async Task Use(Func<SqliteReminderTable, Task> action)
    {
        using var store = SqliteStore.Open(_folder["grains.db"]);
        await action(new SqliteReminderTable(store));
    }
}

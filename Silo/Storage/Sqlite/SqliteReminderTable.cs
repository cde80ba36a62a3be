using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Reminders in a <see cref="SqliteStore"/>.</summary>
public sealed class SqliteReminderTable(SqliteStore store) : IReminderTable
{
    private const string Columns = "SELECT grain, name, etag, start, period FROM reminder";

    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await store.ReadAsync(session => session.Query(Entry, $"{Columns} WHERE grain=@0", grainId.ToString())).ConfigureAwait(false));

    /// <summary>
    /// The reminders of grains whose uniform hash is in (begin, end], around the end of the range if begin is the larger, all if they are
    /// equal. The hash is computed here, not stored: it is Orleans' own, and the file may pass from one version to the next.
    /// </summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var all = await store.ReadAsync(session => session.Query(Entry, Columns)).ConfigureAwait(false);
        return new ReminderTableData(all.Where(entry =>
        {
            var hash = entry.GrainId.GetUniformHashCode();
            return begin == end || (begin < end ? hash > begin && hash <= end : hash > begin || hash <= end);
        }));
    }

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var rows = await store.ReadAsync(session => session.Query(Entry, $"{Columns} WHERE grain=@0 AND name=@1", grainId.ToString(), reminderName)).ConfigureAwait(false);
        return rows.FirstOrDefault();
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (grain, name, start, period) = (entry.GrainId.ToString(), entry.ReminderName, entry.StartAt.Ticks, entry.Period.Ticks);
        var etag = ETags.Next();
        await store.WriteAsync(session => session.Execute(
            "INSERT INTO reminder(grain, name, etag, start, period) VALUES(@0, @1, @2, @3, @4) ON CONFLICT DO UPDATE SET etag=@2, start=@3, period=@4",
            grain,
            name,
            etag,
            start,
            period)).ConfigureAwait(false);
        return ETags.Text(etag);
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var grain = grainId.ToString();
        return await store.WriteAsync(session =>
            session.Execute("DELETE FROM reminder WHERE grain=@0 AND name=@1 AND etag=@2", grain, reminderName, ETags.Parse(eTag))).ConfigureAwait(false) == 1;
    }

    public Task TestOnlyClearTable() => store.WriteAsync(session => session.Execute("DELETE FROM reminder"));

    private static ReminderEntry Entry(SqliteDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0)),
        ReminderName = row.GetString(1),
        ETag = ETags.Text(row.GetInt64(2)),
        StartAt = new DateTime(row.GetInt64(3), DateTimeKind.Utc),
        Period = TimeSpan.FromTicks(row.GetInt64(4)),
    };
}

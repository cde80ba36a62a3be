using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>Reminders in a <see cref="SqliteStore"/>.</summary>
public sealed class SqliteReminderTable(SqliteStore store) : IReminderTable
{
    private const string Columns = "SELECT grain, name, etag, start, period FROM reminder";

    /// <summary>The reminders of one grain.</summary>
    public async Task<ReminderTableData> ReadRows(GrainId grainId) =>
        new(await store.ReadAsync(session => session.Query(Entry, $"{Columns} WHERE grain=@0", grainId.ToString())).ConfigureAwait(false));

    /// <summary>
    /// The reminders of grains whose uniform hash is in (begin, end]; the range wraps around if begin is larger, and is the full ring if
    /// both are equal. The hash is not stored, because a later version of Orleans may compute it differently.
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

    /// <summary>One reminder; null: it does not exist.</summary>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        const string Sql = $"{Columns} WHERE grain=@0 AND name=@1";
        var rows = await store.ReadAsync(session => session.Query(Entry, Sql, grainId.ToString(), reminderName)).ConfigureAwait(false);
        return rows.FirstOrDefault();
    }

    /// <summary>Inserts or replaces a reminder.</summary>
    /// <returns>Its new ETag.</returns>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        const string Sql = """
            INSERT INTO reminder(grain, name, etag, start, period) VALUES(@0, @1, @2, @3, @4)
            ON CONFLICT DO UPDATE SET etag=@2, start=@3, period=@4
            """;
        ArgumentNullException.ThrowIfNull(entry);
        var (grain, name, start, period) = (entry.GrainId.ToString(), entry.ReminderName, entry.StartAt.Ticks, entry.Period.Ticks);
        var etag = ETags.Next();
        await store.WriteAsync(session => session.Execute(
            Sql,
            grain,
            name,
            etag,
            start,
            period)).ConfigureAwait(false);
        return ETags.Text(etag);
    }

    /// <summary>Deletes a reminder; false if it does not exist or has another ETag.</summary>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        const string Sql = "DELETE FROM reminder WHERE grain=@0 AND name=@1 AND etag=@2";
        var grain = grainId.ToString();
        var deleted = await store.WriteAsync(session => session.Execute(Sql, grain, reminderName, ETags.Parse(eTag))).ConfigureAwait(false);
        return deleted == 1;
    }

    /// <summary>Deletes all reminders.</summary>
    public Task TestOnlyClearTable() => store.WriteAsync(session => session.Execute("DELETE FROM reminder"));

    private static ReminderEntry Entry(SqliteDataReader row) => new()
    {
        GrainId = GrainId.Parse(row.GetString(0), CultureInfo.InvariantCulture),
        ReminderName = row.GetString(1),
        ETag = ETags.Text(row.GetInt64(2)),
        StartAt = new DateTime(row.GetInt64(3), DateTimeKind.Utc),
        Period = TimeSpan.FromTicks(row.GetInt64(4)),
    };
}

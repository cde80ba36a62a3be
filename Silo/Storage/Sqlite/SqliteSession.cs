using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Storage.Sqlite;

/// <summary>A connection with its prepared statements. Not thread-safe.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>How long a statement waits for locks of other processes.</summary>
    public const string BusyTimeout = "PRAGMA busy_timeout=10000";

    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private readonly SqliteConnection _connection;

    public SqliteSession(string path, SqliteOpenMode mode)
    {
        // No pooling: a pooled connection would outlive the store and keep its file open.
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 };
        _connection = new SqliteConnection(builder.ToString());
        try
        {
            _connection.Open();
            Execute(BusyTimeout);

            // Erased content is overwritten with zeros, and none is copied to temporary files.
            Execute("PRAGMA secure_delete=ON");
            Execute("PRAGMA temp_store=MEMORY");

            // Every commit reaches the disk before it is acknowledged.
            Execute("PRAGMA synchronous=FULL");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement with parameters @0, @1, … and returns the number of changed rows.</summary>
    public int Execute(string sql, params object[] arguments) => Bind(sql, arguments).ExecuteNonQuery();

    /// <summary>The first column of the first row; null if the result is empty.</summary>
    public object? Scalar(string sql, params object[] arguments) => Bind(sql, arguments).ExecuteScalar();

    /// <summary>All rows, each converted by <paramref name="map"/>.</summary>
    public List<T> Query<T>(Func<SqliteDataReader, T> map, string sql, params object[] arguments)
    {
        using var reader = Bind(sql, arguments).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, object[] arguments)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < arguments.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
            }

            _prepared.Add(sql, command);
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            command.Parameters[i].Value = arguments[i];
        }

        return command;
    }
}

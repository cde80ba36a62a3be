using FaceGrid.Grains.Tests;
using System.Text;
using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

/// <summary>Databases that SQLite wrote without <c>secure_delete</c>, as earlier versions did.</summary>
public sealed class UnusedBytesTests : IDisposable
{
    private const string Secret = "the name of alice";

    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["test.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(512, 1)]
    [InlineData(512, 2)]
    [InlineData(4096, 3)]
    [InlineData(4096, 4)]
    [InlineData(65536, 5)]
    public void Overwrite_AfterRandomChanges_OnlyTheContentIsLeft(int pageSize, int seed)
    {
        var random = new Random(seed);
        Run($"PRAGMA page_size={pageSize}; PRAGMA secure_delete=OFF; CREATE TABLE t(name TEXT PRIMARY KEY, value BLOB NOT NULL)");
        for (var i = 0; i < 300; i++)
        {
            var name = $"'{random.Next(60)} {(i % 3 == 0 ? Secret : "kept")}'";

            // Some rows lie on overflow pages.
            var text = new string('x', random.Next(random.Next(2) == 0 ? 100 : 3 * pageSize)) + (i % 3 == 0 ? Secret : "kept");
            Run($"PRAGMA secure_delete=OFF; INSERT INTO t VALUES({name}, '{text}') ON CONFLICT DO UPDATE SET value=excluded.value");
        }

        Run($"PRAGMA secure_delete=OFF; DELETE FROM t WHERE name LIKE '%{Secret}' OR value LIKE '%{Secret}'");
        var before = Rows();
        Assert.True(Holds());

        using (var file = File.OpenHandle(Database, FileMode.Open, FileAccess.ReadWrite))
        {
            new UnusedBytes(file).Overwrite();
        }

        Assert.False(Holds());
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
        Assert.Equal(before, Rows());
        Run("INSERT INTO t VALUES('new', 'row'); DELETE FROM t WHERE name LIKE '1%'; VACUUM");
        Assert.Equal("ok", Scalar("PRAGMA integrity_check"));
    }

    [Fact]
    public void Overwrite_EmptyFile_IsLeftAlone()
    {
        File.WriteAllBytes(Database, []);
        using var file = File.OpenHandle(Database, FileMode.Open, FileAccess.ReadWrite);
        new UnusedBytes(file).Overwrite();
        Assert.Equal(0, RandomAccess.GetLength(file));
    }

    private bool Holds() => File.ReadAllBytes(Database).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)) >= 0;

    private string Rows() => (string)Scalar("SELECT group_concat(name || value) FROM (SELECT * FROM t ORDER BY name)");

    private void Run(string sql) => Scalar(sql);

    private object Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() ?? "";
    }
}

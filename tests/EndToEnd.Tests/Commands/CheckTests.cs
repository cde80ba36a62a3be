using FaceGrid.EndToEnd.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary><c>check</c> on a data folder.</summary>
public sealed class CheckTests : IDisposable
{
    private readonly SyntheticPeopleFolder _folder = new(3);

    private string Data => _folder.PathOf("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_RecordIsLost_ExitCode3ThenRepairedAndNotRecognised()
    {
        (await Facegrid.Run("enroll", "--people", _folder.People, "--data", Data)).Succeeded();
        var clean = (await Facegrid.Run("check", "--data", Data, "--json")).Succeeded().Json[^1];
        Assert.Equal(
            (1, 3, 3, 0),
            (Number(clean, "shards"), Number(clean, "entries"), Number(clean, "records"), Number(clean, "faults")));
        Execute("DELETE FROM state WHERE grain='identity/default/p0001'");

        var found = await Facegrid.Run("check", "--data", Data, "--json");
        Assert.Equal((3, 2), (found.ExitCode, found.Json.Count));
        Assert.Equal(
            ("EntryWithoutRecord", "p0001"),
            (found.Json[0].GetProperty("kind").GetString(), found.Json[0].GetProperty("identity").GetString()));

        var repaired = await Facegrid.Run("check", "--repair", "--data", Data);
        Assert.Equal(0, repaired.ExitCode);
        Assert.Contains("p0001: has an entry in gallery 'default', shard 0, and no record that lists it; repaired", repaired.Output);
        Assert.Contains("differences: 1, repaired: 1", repaired.Output);
        (await Facegrid.Run("check", "--data", Data)).Succeeded();
        Assert.DoesNotContain("p0001", (await Facegrid.Run("identities", "list", "--data", Data)).Succeeded().Output);
    }

    private static int Number(System.Text.Json.JsonElement result, string name) => result.GetProperty(name).GetInt32();

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "grains.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}

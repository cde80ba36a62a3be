using FaceGrid.Grains.Storage;
using FaceGrid.Grains.Tests;
using FaceGrid.Silo.Storage.Sqlite;

namespace FaceGrid.Silo.Tests.Storage;

public sealed class SqliteStoredIdentitiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task List_ManyTenantsAndStates_NamesOfTheTenantsRecordsInPages()
    {
        using var store = SqliteStore.Open(_folder["grains.db"]);
        var storage = new SqliteGrainStorage(store, TimeProvider.System);
        string[] names = ["", "a", "a b", "Ä", "b-1", "zoë", "\U0001F600"];
        foreach (var name in names.Skip(1))
        {
            await Write(storage, $"default/{name}", IStoredIdentities.StateName);
        }

        await Write(storage, "default/other-state", "key");
        await Write(storage, "default2/x", IStoredIdentities.StateName);
        await Write(storage, "defaul/x", IStoredIdentities.StateName);
        var identities = new SqliteStoredIdentities(store);

        var listed = new List<string>();
        for (var page = await identities.List("default", null, 2); page.Count > 0; page = await identities.List("default", page[^1], 2))
        {
            Assert.InRange(page.Count, 1, 2);
            listed.AddRange(page);
        }

        Assert.Equal(names.Skip(1).Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(["x"], await identities.List("default2", null, 10));
        Assert.Empty(await identities.List("none", null, 10));
    }

    private static Task Write(SqliteGrainStorage storage, string key, string state) =>
        storage.WriteStateAsync(state, GrainId.Create("identity", key), new GrainState<List<int>> { State = [1] });
}

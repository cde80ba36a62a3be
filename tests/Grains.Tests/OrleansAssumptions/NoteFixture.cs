using FaceGrid.Grains.Storage;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

/// <summary>One silo for the tests of a class, with the store "notes" in a file.</summary>
public sealed class NoteFixture : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private TestGrid? grid;

    public IGrainFactory GrainFactory => Grid.GrainFactory;

    public IServiceProvider Services => Grid.Services;

    private TestGrid Grid => grid ?? throw new InvalidOperationException("The grid has not been started.");

    public async Task InitializeAsync() => grid = await TestGrid.StartAsync(services => services.AddSqliteGrainStorage("notes", folder["grains.db"]));

    public async Task DisposeAsync()
    {
        if (grid is not null)
        {
            await grid.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }
}

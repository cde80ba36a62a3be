using FaceGrid.Silo.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace FaceGrid.Grains.Tests.OrleansAssumptions;

/// <summary>One silo for the tests of a class, with the store "notes" in a file.</summary>
public sealed class NoteFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestGrid? _grid;

    public IGrainFactory GrainFactory => Grid.GrainFactory;

    public IServiceProvider Services => Grid.Services;

    private TestGrid Grid => _grid ?? throw new InvalidOperationException("The grid has not been started.");

    public async Task InitializeAsync() =>
        _grid = await TestGrid.StartAsync(services => services.AddSqliteGrainStorage("notes", _folder["grains.db"]));

    public async Task DisposeAsync()
    {
        if (_grid is not null)
        {
            await _grid.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

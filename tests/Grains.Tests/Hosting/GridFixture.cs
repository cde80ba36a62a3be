using Microsoft.Extensions.DependencyInjection;

namespace FaceGrid.Grains.Tests;

/// <summary>A <see cref="TestGrid"/> for the tests of a class. A class that needs more registered derives its own fixture.</summary>
public class GridFixture : IAsyncLifetime
{
    private TestGrid? grid;

    public TestGrid Grid => grid ?? throw new InvalidOperationException("The grid has not been started.");

    public IGrainFactory GrainFactory => Grid.GrainFactory;

    public IServiceProvider Services => Grid.Services;

    public async Task InitializeAsync() => grid = await TestGrid.StartAsync(Configure);

    public async Task DisposeAsync()
    {
        if (grid is not null)
        {
            await grid.DisposeAsync();
        }
    }

    /// <summary>Registers what the grains under test need.</summary>
    protected virtual void Configure(IServiceCollection services)
    {
    }
}

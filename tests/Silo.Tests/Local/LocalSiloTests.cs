using FaceGrid.Grains.Tests;
using FaceGrid.Grains.Tests.Support;
using FaceGrid.Silo.Local;
using FaceGrid.Silo.Storage.Sqlite;
using FaceGrid.Vision;

namespace FaceGrid.Silo.Tests.Local;

public sealed class LocalSiloTests
{
    private readonly string _name = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Start_TwoSilosAtOnce_EachServesItsOwnGrains()
    {
        await using var one = await LocalSilo.StartAsync(_ => { }, [typeof(LifeGrain).Assembly]);
        await using var two = await LocalSilo.StartAsync(_ => { }, [typeof(LifeGrain).Assembly]);
        var first = await one.GrainFactory.GetGrain<ILifeGrain>(_name).Who();
        var second = await two.GrainFactory.GetGrain<ILifeGrain>(_name).Who();
        Assert.NotEqual(first, second);
        Assert.StartsWith("Orleans 10.", one.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_ActiveGrains_AreDeactivatedAndTheirStateIsThereForTheNextSilo()
    {
        using var folder = new TemporaryFolder();
        await using (var silo = await Start())
        {
            await silo.GrainFactory.GetGrain<INoteGrain>(_name).Write("kept", [1, 2]);
            await silo.GrainFactory.GetGrain<ILifeGrain>(_name).Who();
            await silo.StopAsync(TimeSpan.FromSeconds(20));
            Assert.Contains("deactivated ShuttingDown", Journal.Named(_name).Lines);
        }

        await using var next = await Start();
        Assert.Equal("kept (was kept)", await next.GrainFactory.GetGrain<INoteGrain>(_name).Read());

        Task<LocalSilo> Start() =>
            LocalSilo.StartAsync(s => s.AddSqliteGrainStorage("notes", folder["grains.db"]), [typeof(NoteGrain).Assembly]);
    }

    [Fact]
    public async Task Start_UnusableStore_ThrowsBadInput()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["grains.db"], new string('x', 5000));
        await Assert.ThrowsAsync<BadInputException>(
            () => LocalSilo.StartAsync(s => s.AddSqliteGrainStorage("notes", folder["grains.db"]), []));
    }
}

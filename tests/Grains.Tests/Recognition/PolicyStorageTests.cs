using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Recognition;

/// <summary>What <see cref="PolicyTests"/> asks while the storage fails or comes back.</summary>
public sealed class PolicyStorageTests
{
    private readonly Random _random = new(7);

    /// <summary>τ = 1 + log10(FMR) / 10, from 1 down to 1e-8.</summary>
    private static List<CalibrationPoint> Rates() =>
        [.. Enumerable.Range(0, 9).Select(i => new CalibrationPoint(Math.Pow(10, -i), 1 - (i / 10.0), 0, Extrapolated: i > 6))];

    [Fact]
    public async Task CalibrationAndPolicy_AfterARestart_AreStillThere()
    {
        var storage = new MortalStorage();
        await using (var grid = await PeopleGrid.Start(storage))
        {
            await grid.People.Calibrate(Rates());
            await grid.People.SetPolicy(new DecisionPolicy(Fpir: 0.01));
            await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));
        }

        await using var next = await PeopleGrid.Start(storage.NextLife());
        var answer = await next.People.Recognize(FakeEncoder.RandomEncoding(_random));

        // With the margin of a gallery without evidence of its own.
        Assert.Equal(0.8 + (Math.Log10(10.0 / 35) / 10), answer.Basis.Threshold!.Value, 1e-9);
    }

    [Fact]
    public async Task SetPolicyAndSetCalibration_WriteFails_NothingChanges()
    {
        var storage = new MortalStorage();
        await using var grid = await PeopleGrid.Start(storage);
        await grid.People.Calibrate(Rates());
        await grid.People.Enroll("alice", FakeEncoder.RandomEncoding(_random));
        storage.FailNext(2);

        await Assert.ThrowsAnyAsync<Exception>(() => grid.People.SetPolicy(new DecisionPolicy(Fpir: 0.5)));
        await Assert.ThrowsAnyAsync<Exception>(() => grid.People.Calibrate([new CalibrationPoint(1, 3, 0, false)]));

        Assert.Equal(0.003, (await grid.People.Recognize(FakeEncoder.RandomEncoding(_random))).Basis.PredictedFpir!.Value, 1e-6);
        await grid.People.SetPolicy(new DecisionPolicy(Fpir: 0.01));
        Assert.Equal(0.01, (await grid.People.Recognize(FakeEncoder.RandomEncoding(_random))).Basis.PredictedFpir!.Value, 1e-6);
    }
}

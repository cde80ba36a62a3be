using FaceGrid.Vision.Synthetic;
using FaceGrid.Vision.Training;

namespace FaceGrid.Vision.Tests.Training;

public sealed class TraitTargetsTests
{
    private static readonly MadeUpPeople Population = new(3);
    private static readonly TraitTargets Targets = new(Population);

    [Fact]
    public void Of_Population_HasMeanZeroAndVarianceOne()
    {
        var rows = Enumerable.Range(0, 2000).Select(i => Targets.Of(Population.Traits(i))).ToArray();

        Assert.InRange(Targets.Length, 60, 128);
        for (var i = 0; i < Targets.Length; i++)
        {
            var column = rows.Select(r => (double)r[i]).ToArray();
            Assert.InRange(column.Average(), -0.1, 0.1);

            // Rare styles are cut off at three deviations.
            Assert.InRange(column.Sum(v => v * v) / column.Length, 0, 1.01);
            Assert.All(column, v => Assert.InRange(v, -3, 3));
        }
    }

    [Fact]
    public void Of_SamePerson_IsTheSameAndAnotherPersonIsFar()
    {
        var (a, again, b) = (Targets.Of(Population.Traits(1)), Targets.Of(Population.Traits(1)), Targets.Of(Population.Traits(2)));

        Assert.Equal(a, again);
        Assert.True(a.Zip(b).Sum(p => Math.Pow(p.First - p.Second, 2)) > Targets.Length / 2.0);
    }

    [Fact]
    public void Of_OneTraitChanged_ChangesOneNumber()
    {
        var person = Population.Traits(5);

        var changed = Targets.Of(person with { NoseLength = person.NoseLength + 1 });

        Assert.Equal(1, changed.Zip(Targets.Of(person)).Count(p => p.First != p.Second));
    }
}

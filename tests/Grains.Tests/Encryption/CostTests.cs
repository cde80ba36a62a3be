using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Encryption;

public sealed class CostTests
{
    [Fact]
    public async Task Enroll_KeyWrites_AreTwoForANewPersonAndNoneLater()
    {
        using var file = new TestKeys();
        var (keys, random) = (new MortalStorage(), new Random(50));
        await using var grid = await PeopleGrid.Start(new MortalStorage(), keys, file.Encryption);
        for (var i = 0; i < 80; i++)
        {
            Assert.Equal(2, await WritesOf(i));
            Assert.Equal(0, await WritesOf(i));
        }

        async Task<int> WritesOf(int person)
        {
            var before = keys.Writes;
            await grid.People.Enroll($"person-{person}", FakeEncoder.RandomEncoding(random));
            return keys.Writes - before;
        }
    }
}

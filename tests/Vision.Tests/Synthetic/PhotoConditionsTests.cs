using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Tests.Synthetic;

public sealed class PhotoConditionsTests
{
    [Fact]
    public void FromSeed_SameSeed_IsTheSameAndDifficultiesAreUnrelated()
    {
        Assert.Equal(PhotoConditions.FromSeed(7UL, Difficulty.Hard), PhotoConditions.FromSeed(7L, Difficulty.Hard));
        Assert.NotEqual(PhotoConditions.FromSeed(7UL, Difficulty.Hard).Seed, PhotoConditions.FromSeed(7UL, Difficulty.Everyday).Seed);
        Assert.Throws<ArgumentOutOfRangeException>(() => PhotoConditions.FromSeed(7UL, (Difficulty)9));
    }

    [Theory]
    [InlineData(Difficulty.Studio, 10.5, 9, 0.5)]
    [InlineData(Difficulty.Everyday, 22, 14, 0.95)]
    [InlineData(Difficulty.Hard, 35, 20, 2)]
    public void FromSeed_ManySeeds_StaysInTheLevelsLimitsAndReachesThem(Difficulty difficulty, float yaw, float pitch, float defocus)
    {
        var photos = Enumerable.Range(0, 5000).Select(i => PhotoConditions.FromSeed((ulong)i, difficulty)).ToArray();
        Assert.All(photos, p => Assert.InRange(p.Yaw, -yaw, yaw));
        Assert.All(photos, p => Assert.InRange(p.Pitch, -pitch, pitch));
        Assert.All(photos, p => Assert.InRange(p.Defocus, 0, defocus));
        Assert.All(photos, p => Assert.InRange(p.Scale, 0.92f, 1.08f));
        Assert.All(photos, p => Assert.InRange(p.EyeClosure, 0, 1));
        Assert.True(photos.Max(p => p.Yaw) > 0.8f * yaw && photos.Min(p => p.Yaw) < -0.8f * yaw);
        Assert.Equal(difficulty == Difficulty.Studio, photos.All(p => p.Occluder == Occluder.None));
        Assert.Equal(5000, photos.Select(p => p.Seed).Distinct().Count());
    }

    [Fact]
    public void FromSeed_Hard_DrawsEveryOccluderAndBackground()
    {
        var photos = Enumerable.Range(0, 2000).Select(i => PhotoConditions.FromSeed((ulong)i, Difficulty.Hard)).ToArray();
        Assert.All(Enum.GetValues<Occluder>(), o => Assert.Contains(photos, p => p.Occluder == o));
        Assert.All(Enum.GetValues<Background>(), b => Assert.Contains(photos, p => p.Background == b));
    }
}

using System.Reflection;
using FaceGrid.Vision.Synthetic;

namespace FaceGrid.Vision.Tests.Synthetic;

public sealed class PersonTraitsTests
{
    private static readonly PropertyInfo[] Numbers =
        [.. typeof(PersonTraits).GetProperties().Where(p => p.PropertyType == typeof(float))];

    private static readonly PersonTraits[] People = [.. Enumerable.Range(0, 3000).Select(i => PersonTraits.FromSeed((ulong)i))];

    [Fact]
    public void FromSeed_SameSeedTwice_IsTheSamePerson()
    {
        Assert.Equal(PersonTraits.FromSeed(42UL), PersonTraits.FromSeed(42L));
        Assert.NotEqual(PersonTraits.FromSeed(42UL), PersonTraits.FromSeed(43UL));
    }

    [Theory]
    [InlineData(nameof(PersonTraits.HeadWidth), 36, 47)]
    [InlineData(nameof(PersonTraits.HeadTop), 55, 70)]
    [InlineData(nameof(PersonTraits.ChinLength), 53, 67)]
    [InlineData(nameof(PersonTraits.JawTaper), 0, 0.36)]
    [InlineData(nameof(PersonTraits.JawSquareness), 2.8, 8)]
    [InlineData(nameof(PersonTraits.Melanin), 0, 1)]
    [InlineData(nameof(PersonTraits.Age), 0, 1)]
    [InlineData(nameof(PersonTraits.EyeSpacing), 15.3, 19.9)]
    [InlineData(nameof(PersonTraits.EyeWidth), 6.6, 9.8)]
    [InlineData(nameof(PersonTraits.EyeOpening), 2.4, 5.7)]
    [InlineData(nameof(PersonTraits.IrisLightness), 0, 1)]
    [InlineData(nameof(PersonTraits.BrowThickness), 0.8, 3.4)]
    [InlineData(nameof(PersonTraits.BrowAsymmetry), -1.3, 1.3)]
    [InlineData(nameof(PersonTraits.NoseLength), 18.5, 29)]
    [InlineData(nameof(PersonTraits.NoseWidth), 5.6, 12.1)]
    [InlineData(nameof(PersonTraits.NoseBend), -1.8, 1.8)]
    [InlineData(nameof(PersonTraits.MouthHeight), 36.8, 44.6)]
    [InlineData(nameof(PersonTraits.MouthWidth), 10.8, 18.2)]
    [InlineData(nameof(PersonTraits.UpperLip), 1, 4.5)]
    [InlineData(nameof(PersonTraits.LowerLip), 1.6, 6.5)]
    [InlineData(nameof(PersonTraits.HairDarkness), 0, 1)]
    [InlineData(nameof(PersonTraits.HairGrey), 0, 1)]
    [InlineData(nameof(PersonTraits.HairVolume), 0, 24)]
    [InlineData(nameof(PersonTraits.LensWidth), 9.4, 14)]
    public void FromSeed_ManySeeds_StaysInRangeAndUsesMostOfIt(string trait, double low, double high)
    {
        var property = typeof(PersonTraits).GetProperty(trait)!;
        var values = People.Select(p => (double)(float)property.GetValue(p)!).ToArray();
        Assert.All(values, v => Assert.InRange(v, low - 1e-4, high + 1e-4));
        Assert.True(values.Max() - values.Min() > 0.6 * (high - low), $"{trait}: only {values.Min()} to {values.Max()}");
    }

    [Fact]
    public void FromSeed_ManySeeds_EveryTraitIsFiniteAndVaries()
    {
        foreach (var property in Numbers)
        {
            var values = People.Select(p => (float)property.GetValue(p)!).ToArray();
            Assert.All(values, v => Assert.True(float.IsFinite(v), property.Name));
            Assert.True(values.Distinct().Count() > 100, property.Name);
        }

        foreach (var style in Enum.GetValues<HairStyle>())
        {
            Assert.Contains(People, p => p.HairStyle == style);
        }

        foreach (var kind in Enum.GetValues<FacialHair>())
        {
            Assert.Contains(People, p => p.FacialHair == kind);
        }

        foreach (var glasses in Enum.GetValues<GlassesStyle>())
        {
            Assert.Contains(People, p => p.Glasses == glasses);
        }
    }

    /// <summary>
    /// In units of each trait's own spread the nearest two of 1,000 people are far apart: nobody is drawn twice. (Two
    /// independent draws of T traits lie √2T ≈ 12 apart on average.)
    /// </summary>
    [Fact]
    public void FromSeed_ThousandPeople_NoTwoAreAlike()
    {
        const int n = 1000;
        var scaled = new double[n][];
        for (var i = 0; i < n; i++)
        {
            scaled[i] = new double[Numbers.Length];
        }

        for (var t = 0; t < Numbers.Length; t++)
        {
            var values = Enumerable.Range(0, n).Select(i => (double)(float)Numbers[t].GetValue(People[i])!).ToArray();
            var mean = values.Average();
            var spread = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
            for (var i = 0; i < n; i++)
            {
                scaled[i][t] = values[i] / spread;
            }
        }

        var nearest = double.MaxValue;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                double sum = 0;
                for (var t = 0; t < Numbers.Length; t++)
                {
                    var d = scaled[i][t] - scaled[j][t];
                    sum += d * d;
                }

                nearest = Math.Min(nearest, sum);
            }
        }

        Assert.True(Math.Sqrt(nearest) > 4, $"the nearest two are {Math.Sqrt(nearest)} apart");
    }
}

using FaceGrid.Vision.Styling.Runs;

namespace FaceGrid.Vision.Tests.Styling.Runs;

public sealed class StyleSettingsTests
{
    public static TheoryData<string, StyleSettings> Invalid => new()
    {
        { "--size 15", TestStyle.Settings with { Pyramid = [new(15, 10)] } },
        { "--steps 0", TestStyle.Settings with { Pyramid = [new(64, 0)] } },
        { "--scales", TestStyle.Settings with { Pyramid = [] } },
        { "--style-scale 0", TestStyle.Settings with { StyleScale = 0 } },
        { "--style-scale NaN", TestStyle.Settings with { StyleScale = double.NaN } },
        { "--noise-ratio 1.5", TestStyle.Settings with { Start = TestStyle.Settings.Start with { NoiseRatio = 1.5 } } },
        { "--blend", TestStyle.Settings with { Blend = [0, 0] } },
        { "--blend", TestStyle.Settings with { Blend = [1, -1] } },
        { "--tile 10", TestStyle.Settings with { TileSide = 10 } },
        { "--style-weight -1", TestStyle.Settings with { Loss = TestStyle.Settings.Loss with { StyleWeight = -1 } } },
        {
            "layer relu1_1 NaN",
            TestStyle.Settings with { Loss = TestStyle.Settings.Loss with { StyleLayers = [new("relu1_1", double.NaN)] } }
        },
        { "style settings", TestStyle.Settings with { Loss = TestStyle.Settings.Loss with { StyleWeight = 0, ContentWeight = 0 } } },
        { "--learning-rate -1", TestStyle.Settings with { Optimizer = TestStyle.Adam with { LearningRate = -1 } } },
    };

    [Fact]
    public void FromJson_OfToJson_IsTheSame()
    {
        var settings = TestStyle.Settings with
        {
            Blend = [0.1, 1e-7], Colours = ColourKeeping.Moments, StyleScale = 1.0 / 3, TileSide = 512, Clamp = StyleClamp.EachStep,
        };
        var again = StyleSettings.FromJson(settings.ToJson());

        Assert.Equal(settings.ToJson(), again.ToJson());
        Assert.Equal(settings.Sha256(), again.Sha256());
        Assert.Equal((1.0 / 3, ColourKeeping.Moments, 12), (again.StyleScale, again.Colours, again.Steps));
        Assert.Contains("\"colours\":\"moments\"", settings.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void FromJson_NotSettings_Refused(string json) => Assert.Throws<BadInputException>(() => StyleSettings.FromJson(json));

    [Fact]
    public void FromJson_UnknownMemberOrWord_Refused()
    {
        var json = TestStyle.Settings.ToJson();

        Assert.Throws<BadInputException>(() => StyleSettings.FromJson(json.Replace("\"seed\":", "\"sede\":", StringComparison.Ordinal)));
        Assert.Throws<BadInputException>(
            () => StyleSettings.FromJson(json.Replace("\"longSide\"", "\"longest\"", StringComparison.Ordinal)));
        Assert.Throws<BadInputException>(() => StyleSettings.FromJson(json.Replace("\"size\":32", "\"size\":3", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Validate_Unusable_NamesTheOption(string option, StyleSettings settings) =>
        Assert.Equal(option, Assert.Throws<BadInputException>(settings.Validate).Subject);

    [Fact]
    public void BlendOf_SharesOfAnySum_SumToOne()
    {
        Assert.Equal([0.25, 0.75], (TestStyle.Settings with { Blend = [2, 6] }).BlendOf(2));
        Assert.Equal([0.5, 0.5], TestStyle.Settings.BlendOf(2));
        Assert.Equal("--blend", Assert.Throws<BadInputException>(() => (TestStyle.Settings with { Blend = [1] }).BlendOf(2)).Subject);
    }

    [Theory]
    [InlineData(SizeRule.LongSide, 1024, 768, 512, 512, 384)]
    [InlineData(SizeRule.LongSide, 768, 1024, 512, 384, 512)]
    [InlineData(SizeRule.ShortSide, 1024, 768, 512, 683, 512)]
    [InlineData(SizeRule.ShortSide, 768, 1024, 512, 512, 683)]
    [InlineData(SizeRule.Height, 1024, 768, 400, 533, 400)]
    [InlineData(SizeRule.Width, 1024, 768, 400, 400, 300)]
    [InlineData(SizeRule.LongSide, 5000, 1, 100, 100, 1)]
    public void Apply_EveryRule_KeepsProportions(SizeRule rule, int width, int height, int size, int expectedWidth, int expectedHeight) =>
        Assert.Equal((expectedWidth, expectedHeight), rule.Apply(width, height, size));
}

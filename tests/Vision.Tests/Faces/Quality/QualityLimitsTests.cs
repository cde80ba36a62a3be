using FaceGrid.Vision.Faces.Quality;

namespace FaceGrid.Vision.Tests.Faces.Quality;

public sealed class QualityLimitsTests
{
    private static readonly FaceQuality Good = new(120, 0.7, 0.5, 0.15, 5, 5, 2, 1);

    public static TheoryData<FaceQuality, QualityFault> Bad => new()
    {
        { Good with { SidePixels = 10 }, QualityFault.TooSmall },
        { Good with { Sharpness = 0.3 }, QualityFault.TooBlurred },
        { Good with { Brightness = 0.03 }, QualityFault.TooDark },
        { Good with { Brightness = 0.97 }, QualityFault.TooBright },
        { Good with { Contrast = 0.01 }, QualityFault.LowContrast },
        { Good with { YawDegrees = -75 }, QualityFault.ExtremePose },
        { Good with { PitchDegrees = 75 }, QualityFault.ExtremePose },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Fault_OneThingBad_NamesIt(FaceQuality quality, QualityFault fault)
    {
        Assert.Equal(fault, QualityLimits.Fault(quality, QualityGate.Standard));
        Assert.Equal(fault, QualityLimits.Fault(quality, QualityGate.Strict));
        Assert.Null(QualityLimits.Fault(quality, QualityGate.Off));
    }

    [Fact]
    public void Fault_GoodFace_PassesEveryGate() =>
        Assert.All(Enum.GetValues<QualityGate>(), gate => Assert.Null(QualityLimits.Fault(Good, gate)));

    [Fact]
    public void Fault_PoseUnknown_IsNotJudged() =>
        Assert.Null(QualityLimits.Fault(Good with { YawDegrees = null, PitchDegrees = null, RollDegrees = null }, QualityGate.Strict));

    [Fact]
    public void Of_Strict_AsksAtLeastWhatStandardAsks()
    {
        var (standard, strict) = (QualityLimits.Of(QualityGate.Standard), QualityLimits.Of(QualityGate.Strict));

        Assert.True(strict.SidePixels > standard.SidePixels && strict.Sharpness > standard.Sharpness && strict.Contrast > standard.Contrast);
        Assert.True(strict.MinBrightness > standard.MinBrightness && strict.MaxBrightness < standard.MaxBrightness);
        Assert.True(strict.YawDegrees < standard.YawDegrees && strict.PitchDegrees < standard.PitchDegrees);
        Assert.Throws<ArgumentOutOfRangeException>(() => QualityLimits.Of((QualityGate)9));
    }
}

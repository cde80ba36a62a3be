using FaceGrid.Vision.Faces.Quality;

namespace FaceGrid.Vision.Tests.Faces.Quality;

public sealed class QualityLimitsTests
{
    private static readonly FaceQuality Good = new(120, 0.7, 0.5, 0.15, 5, 5, 2, 1);

    public static TheoryData<FaceQuality, QualityDefect> Bad => new()
    {
        { Good with { SidePixels = 10 }, QualityDefect.TooSmall },
        { Good with { Sharpness = 0.3 }, QualityDefect.TooBlurred },
        { Good with { Brightness = 0.03 }, QualityDefect.TooDark },
        { Good with { Brightness = 0.97 }, QualityDefect.TooBright },
        { Good with { Contrast = 0.01 }, QualityDefect.LowContrast },
        { Good with { YawDegrees = -75 }, QualityDefect.ExtremePose },
        { Good with { PitchDegrees = 75 }, QualityDefect.ExtremePose },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void DefectOf_OneThingBad_NamesIt(FaceQuality quality, QualityDefect defect)
    {
        Assert.Equal(defect, QualityLimits.DefectOf(quality, QualityGate.Standard));
        Assert.Equal(defect, QualityLimits.DefectOf(quality, QualityGate.Strict));
        Assert.Null(QualityLimits.DefectOf(quality, QualityGate.Off));
    }

    [Fact]
    public void DefectOf_FigureThatIsNotFinite_IsNotMeasurable()
    {
        FaceQuality[] faces =
        [
            Good with { SidePixels = double.NaN }, Good with { Sharpness = double.NaN }, Good with { Brightness = double.PositiveInfinity },
            Good with { Contrast = double.NaN }, Good with { YawDegrees = double.NaN }, Good with { RollDegrees = double.NegativeInfinity },
        ];
        Assert.All(faces, f => Assert.Equal(QualityDefect.NotMeasurable, QualityLimits.DefectOf(f, QualityGate.Standard)));
        Assert.All(faces, f => Assert.Equal(QualityDefect.NotMeasurable, QualityLimits.DefectOf(f, QualityGate.Strict)));
    }

    [Fact]
    public void DefectOf_GateOff_PassesFiguresThatAreNotFinite() =>
        Assert.Null(QualityLimits.DefectOf(Good with { Sharpness = double.NaN }, QualityGate.Off));

    [Fact]
    public void DefectOf_GoodFace_PassesEveryGate() =>
        Assert.All(Enum.GetValues<QualityGate>(), gate => Assert.Null(QualityLimits.DefectOf(Good, gate)));

    [Fact]
    public void DefectOf_PoseUnknown_IsNotJudged() =>
        Assert.Null(QualityLimits.DefectOf(Good with { YawDegrees = null, PitchDegrees = null, RollDegrees = null }, QualityGate.Strict));

    [Fact]
    public void Of_Strict_AsksAtLeastWhatStandardAsks()
    {
        var (standard, strict) = (QualityLimits.Of(QualityGate.Standard), QualityLimits.Of(QualityGate.Strict));

        Assert.True(
            strict.SidePixels > standard.SidePixels && strict.Sharpness > standard.Sharpness && strict.Contrast > standard.Contrast);
        Assert.True(strict.MinBrightness > standard.MinBrightness && strict.MaxBrightness < standard.MaxBrightness);
        Assert.True(strict.YawDegrees < standard.YawDegrees && strict.PitchDegrees < standard.PitchDegrees);
        Assert.Throws<ArgumentOutOfRangeException>(() => QualityLimits.Of((QualityGate)9));
    }
}

using FaceGrid.Tests;
using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Tests.Faces.Detection;

public sealed class FaceLocatorsTests
{
    [Fact]
    public void Create_NoWeightsAtAll_IsNull() => Assert.Null(FaceLocators.Create(_ => null));

    [Fact]
    public void Create_UnknownDetector_NamesThoseThereAre()
    {
        var error = Assert.Throws<BadInputException>(() => FaceLocators.Create(_ => null, "haar"));

        Assert.Equal("detector 'haar'", error.Subject);
        Assert.Contains("mtcnn and tiny-face-detector", error.Reason);
    }

    [Theory]
    [InlineData("mtcnn", "mtcnn.safetensors is missing")]
    [InlineData("tiny-face-detector", "tiny-face-detector.safetensors is missing")]
    public void Create_NamedDetectorWithoutWeights_NamesTheMissingFile(string detector, string reason)
    {
        var error = Assert.Throws<BadInputException>(() => FaceLocators.Create(_ => null, detector));

        Assert.Contains(reason, error.Reason);
        Assert.Contains($"facegrid models pull {detector}", error.Reason);
    }

    [SharedFact(Lfw250.Tiny)]
    public void Create_BoxesWithoutLandmarks_AsksForTheLandmarksOrLeavesTheDetectorOut()
    {
        static string? OnlyBoxes(string name) => name == "tiny-face-detector" ? Lfw250.Weights(name) : null;

        Assert.Contains(
            "face-landmark-68.safetensors is missing", Assert.Throws<BadInputException>(
                () => FaceLocators.Create(OnlyBoxes, "tiny-face-detector")).Reason);
        Assert.Null(FaceLocators.Create(OnlyBoxes));
    }

    [SharedFact(Lfw250.Mtcnn, Lfw250.Tiny, Lfw250.Landmarks, "models/face-landmark-68-tiny.safetensors")]
    public void Create_SeveralWeights_TakesTheBest()
    {
        static string? Without(string name, params string[] missing) => missing.Contains(name) ? null : Lfw250.Weights(name);

        using var best = FaceLocators.Create(Lfw250.Weights);
        using var second = FaceLocators.Create(n => Without(n, "mtcnn"));
        using var third = FaceLocators.Create(n => Without(n, "mtcnn", "face-landmark-68"));

        Assert.Equal("mtcnn", best!.Name);
        Assert.Equal("tiny-face-detector + face-landmark-68", second!.Name);
        Assert.Equal("tiny-face-detector + face-landmark-68-tiny", third!.Name);
    }

    [SharedFact(Lfw250.Mtcnn, Lfw250.Tiny)]
    public void Create_WeightsOfAnotherNetworkUnderTheName_IsBadInput() =>
        Assert.Throws<BadInputException>(() => FaceLocators.Create(_ => Lfw250.Weights("tiny-face-detector"), "mtcnn"));
}

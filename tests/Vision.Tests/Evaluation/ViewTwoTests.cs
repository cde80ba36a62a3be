using FaceGrid.Tests;
using FaceGrid.Vision.Evaluation;
using FaceGrid.Vision.Weights;

namespace FaceGrid.Vision.Tests.Evaluation;

public sealed class ViewTwoTests
{
    /// <summary>The expected figures are those of an independent implementation in NumPy on the same encodings.</summary>
    [SharedTheory("reference/lfw112-encodings.safetensors", "reference/lfw112-encodings.txt", "data/lfw112/pairs.txt")]
    [InlineData("encodings_112x112", 0.9933333333333334, 0.005270462766947294, 1.453499570576213)]
    [InlineData("encodings_112x96", 0.9901666666666668, 0.004112987559751023, 1.3928958043591426)]
    public void Evaluate_ReferenceEncodings_GivesTheFiguresOfNumPy(string tensor, double accuracy, double std, double threshold)
    {
        using var file = SafeTensorsFile.Open(SharedFiles.PathOf("reference/lfw112-encodings.safetensors"));
        var names = File.ReadAllLines(SharedFiles.PathOf("reference/lfw112-encodings.txt"));
        var rows = file.ReadFloats(tensor).Chunk(128).ToArray();
        var encodings = names.Zip(rows).ToDictionary(p => p.First, p => p.Second);

        var result = ViewTwo.Evaluate(PairsFile.Parse(SharedFiles.PathOf("data/lfw112/pairs.txt")), encodings);

        Assert.Equal(accuracy, result.Accuracy, 1e-12);
        Assert.Equal(std, result.Std, 1e-12);
        Assert.Equal(threshold, result.Threshold, 1e-6);
        Assert.Equal(6000, result.Pairs);
    }

    [Fact]
    public void Evaluate_ThresholdOfTheOtherFolds_IsNotInfluencedByTheFoldItself()
    {
        // For fold 0 the best τ is between 3 and 4, for fold 1 between 1 and 2.
        FacePair[] pairs = [new("a", "b", true, 0), new("a", "c", false, 0), new("d", "e", true, 1), new("d", "f", false, 1)];

        var result = ViewTwo.Evaluate(pairs, [3.0, 4.0, 1.0, 2.0]);

        Assert.Equal([1.5, 3.5], result.FoldThresholds);
        Assert.Equal([0.5, 0.5], result.FoldAccuracies);
        Assert.Equal(0.5, result.Accuracy);
        Assert.Equal(0, result.Std);
    }

    [Fact]
    public void Evaluate_OneFoldOrTooFewDistances_IsRefused()
    {
        FacePair[] pairs = [new("a", "b", true, 0), new("a", "c", false, 0)];

        Assert.Throws<ArgumentException>(() => ViewTwo.Evaluate(pairs, [1.0, 2.0]));
        Assert.Throws<ArgumentException>(() => ViewTwo.Evaluate(pairs, [1.0]));
    }
}

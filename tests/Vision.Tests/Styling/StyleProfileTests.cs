using FaceGrid.Vision.Styling;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling;

/// <summary>Every profile against the program in Reference/, term by term.</summary>
public sealed class StyleProfileTests
{
    public static TheoryData<string> Names => [.. StyleProfiles.All.Select(p => p.Name)];

    [SharedPythonTheory(TestImages.Vgg19)]
    [MemberData(nameof(Names))]
    public void Evaluate_Vgg19_TermsAndGradientOfPyTorch(string profile) => Compare(ReferenceCosts.Vgg19.Value, profile);

    [SharedPythonTheory]
    [MemberData(nameof(Names))]
    public void Evaluate_Vgg16TrainedOnRed_TermsAndGradientOfPyTorch(string profile) => Compare(ReferenceCosts.Vgg16.Value, profile);

    [Fact]
    public void Find_Unknown_NamesThoseThereAre()
    {
        var e = Assert.Throws<BadInputException>(() => StyleProfiles.Find("neural"));

        Assert.Equal("profile 'neural': there are gatys-paper, neural-style, coursera, pytorch-tutorial, gordicaleksa", e.Message);
    }

    private static void Compare(ReferenceCosts reference, string profile)
    {
        var (terms, expected) = reference.Profile(profile);

        var (losses, gradient) = Evaluate(reference, profile, ScalarType.Float32);
        Close(terms.Content, losses.Content);
        Close(terms.Style, losses.Style);
        Close([terms.Variation], [losses.TotalVariation]);

        // A few pixels may differ where float32 sees another unit of a pooling window as the largest.
        Assert.InRange(TestImages.DistanceOfMost(gradient, expected), 0, 1e-4);
        Assert.InRange(TestImages.Distance(gradient, expected), 0, 1e-2);
        Assert.InRange(TestImages.Distance(Evaluate(reference, profile, ScalarType.Float64).Gradient, expected), 0, 1e-10);
    }

    private static (StyleLosses Losses, double[] Gradient) Evaluate(ReferenceCosts reference, string profile, ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var objective = StyleObjective.Create(
            StyleProfiles.Find(profile).Loss,
            reference.Network(type),
            ReferenceCosts.Content(type),
            [new StyleImage { Image = ReferenceCosts.Style(type) }]);
        var gradient = empty([1, 3, ReferenceCosts.Height, ReferenceCosts.Width], type);
        return (objective.Evaluate(ReferenceCosts.Generated(type), gradient), TestImages.Values(gradient));
    }

    private static void Close(IReadOnlyList<double> expected, IReadOnlyList<double> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), p => Assert.InRange(Math.Abs(p.Second - p.First), 0, 1e-5 * Math.Abs(p.First)));
    }
}

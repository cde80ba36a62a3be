using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using static FaceGrid.Bench.Styling.StyleSteps;
using static TorchSharp.torch;

namespace FaceGrid.Bench.Styling;

/// <summary>FaceGrid's side of <see cref="StyleBenchmark"/>.</summary>
internal static class StyleWorker
{
    /// <param name="arguments">WEIGHTS PROFILE SIDE THREADS TILE, a tile of 0 for none.</param>
    public static int Run(string[] arguments)
    {
        var (profile, side, tile) = (StyleProfiles.Find(arguments[1]), Number(arguments[2]), Number(arguments[4]));
        set_num_threads(Number(arguments[3]));
        using var recording = no_grad();
        using var network = VggNetwork.Load(arguments[0]);
        return Serve(side, Environment.Version.ToString(), () =>
        {
            using var style = Image(2, side);
            using var content = Image(1, side);
            StyleImage[] styles = [new StyleImage { Image = style }];
            var objective = StyleObjectives.Create(profile.Loss, network, content, styles, tile == 0 ? null : tile);
            return (image, gradient) => objective.Evaluate(image, gradient).Total;
        });
    }
}

using static FaceGrid.Bench.Styling.StyleSteps;
using static TorchSharp.torch;

namespace FaceGrid.Bench.Styling;

/// <summary>The second peer of <see cref="StyleBenchmark"/>: <see cref="StyleGraph"/>, on the same libtorch as FaceGrid.</summary>
internal static class StyleGraphWorker
{
    /// <param name="arguments">WEIGHTS PROFILE SIDE THREADS.</param>
    public static int Run(string[] arguments)
    {
        var side = Number(arguments[2]);
        set_num_threads(Number(arguments[3]));
        var graph = new StyleGraph(arguments[0], arguments[1]);
        return Serve(side, TorchSharp.torch.__version__, () =>
        {
            using (no_grad())
            {
                using var style = Image(2, side);
                using var content = Image(1, side);
                graph.SetTargets(content, style);
            }

            return (image, gradient) =>
            {
                using var recording = enable_grad();
                using var scope = NewDisposeScope();
                var pixels = image.detach().requires_grad_(true);
                var cost = graph.Cost(pixels);
                cost.backward();
                using (no_grad())
                {
                    gradient.copy_(pixels.grad!);
                }

                return cost.item<float>();
            };
        });
    }
}

using System.Globalization;
using System.Text.Json;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Networks.Vgg;
using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Bench.Styling;

/// <summary>Our side of <see cref="StyleBenchmark"/>: reads a number of steps a line, takes them, answers in JSON.</summary>
internal static class StyleWorker
{
    /// <param name="arguments">WEIGHTS PROFILE SIDE THREADS TILE, a tile of 0 for none.</param>
    public static int Run(string[] arguments)
    {
        var (profile, side, tile) = (StyleProfiles.Find(arguments[1]), Number(arguments[2]), Number(arguments[4]));
        set_num_threads(Number(arguments[3]));
        using var recording = no_grad();
        using var network = VggNetwork.Load(arguments[0]);
        GC.Collect();
        Console.WriteLine($"ready {Environment.Version} {OwnMemory.ResidentKiB}");
        using var style = Image(2, side);
        using var content = Image(1, side);
        using var objective = StyleObjectives.Create(profile.Loss, network, content, [new StyleImage { Image = style }], tile == 0 ? null : tile);
        using var image = Image(3, side);
        using var gradient = zeros_like(image);
        using var mean = zeros_like(image);
        using var square = zeros_like(image);
        var step = 0;
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            var seconds = new double[Number(line)];
            var loss = 0.0;
            for (var i = 0; i < seconds.Length; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                loss = objective.Evaluate(image, gradient).Total;
                Adam(++step);
                seconds[i] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
            }

            Console.WriteLine(JsonSerializer.Serialize(new StyleWorkerAnswer(seconds, loss, OwnMemory.PeakKiB), JsonSerializerOptions.Web));
        }

        return 0;

        void Adam(int t)
        {
            mean.MultiplyInPlace(0.9).AddMultipleInPlace(gradient, 0.1);
            square.MultiplyInPlace(0.999).AddProductInPlace(gradient, gradient, 0.001);
            using var root = square.sqrt();
            root.DivideInPlace(Math.Sqrt(1 - Math.Pow(0.999, t))).AddInPlace(1e-8);
            image.AddQuotientInPlace(mean, root, -10 / (1 - Math.Pow(0.9, t)));
        }
    }

    /// <summary>The peer makes the same: levels from a linear congruence.</summary>
    private static Tensor Image(uint seed, int side)
    {
        var values = new float[3 * side * side];
        var state = seed;
        for (var i = 0; i < values.Length; i++)
        {
            state = (state * 1664525) + 1013904223;
            values[i] = state >> 24;
        }

        return tensor(values, [1, 3, side, side]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

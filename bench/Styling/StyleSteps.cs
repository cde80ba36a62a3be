using System.Globalization;
using System.Text.Json;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Bench.Styling;

/// <summary>What both workers of <see cref="StyleBenchmark"/> share: images, Adam, and the loop that answers on standard output.</summary>
internal static class StyleSteps
{
    /// <summary>Says "ready", then reads a number of steps a line, takes them, and answers in JSON, until its input ends.</summary>
    /// <param name="prepare">Loads nothing more: makes the cost of a side and returns a function from image and gradient, which it fills, to J.</param>
    /// <param name="version">What the worker runs on.</param>
    public static int Serve(int side, string version, Func<Func<Tensor, Tensor, double>> prepare)
    {
        GC.Collect();
        Console.WriteLine($"ready {version} {OwnMemory.ResidentKiB}");
        var cost = prepare();
        using var recording = no_grad();
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
                loss = cost(image, gradient);
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

    /// <summary>1 x 3 x side x side. The peer in Python makes the same: levels from a linear congruence.</summary>
    public static Tensor Image(uint seed, int side)
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

    public static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

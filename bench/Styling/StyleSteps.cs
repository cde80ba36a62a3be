using System.Globalization;
using System.Text.Json;
using FaceGrid.Bench.Measuring;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Bench.Styling;

/// <summary>Code shared by both workers of <see cref="StyleBenchmark"/>: images, Adam, and the loop that answers requests.</summary>
internal static class StyleSteps
{
    /// <summary>
    /// Writes "ready"; then reads a number of steps from each line, takes them, and answers in JSON, until the input ends.
    /// </summary>
    /// <param name="side">Side of the square image in pixels.</param>
    /// <param name="version">Version of the worker's library.</param>
    /// <param name="prepare">Creates the cost: a function that returns J of an image and writes its gradient to the second tensor.</param>
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

    /// <summary>
    /// An image of 1 x 3 x side x side with levels from a linear congruential generator, as in the Python peer.
    /// </summary>
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

using FaceGrid.Vision.Imaging;
using FaceGrid.Vision.Networks.Vgg;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Visualization;

/// <summary>
/// One of the 64 filters of <c>conv1_1</c>, which operate on colours and can be drawn directly, and its response to a photo.
/// </summary>
/// <param name="Kernel">3 x 3 x 3: row, column, then red, green, blue, for pixels in 0..255.</param>
/// <param name="Response">Height x width, before the rectifier.</param>
public sealed record LearnedFilter(int Unit, double[] Kernel, double[] Response)
{
    private static readonly VggLayer First = new(1, 1, Rectified: false);

    /// <summary>All filters of the first layer.</summary>
    public static IReadOnlyList<LearnedFilter> All(VggNetwork network, RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(image);
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        var area = image.Width * image.Height;
        var pixels = tensor(Array.ConvertAll(image.Pixels, p => (float)p), [1, image.Height, image.Width, 3], device: network.Device)
            .to_type(network.Type).permute(0, 3, 1, 2).contiguous();
        var responses = Doubles(network.Features(network.Input.Apply(pixels), [First])[0]);
        var kernels = Doubles(network.Kernels(First));
        return [.. Enumerable.Range(0, First.Channels).Select(unit => new LearnedFilter(
            unit,
            [.. Enumerable.Range(0, 9).SelectMany(place => Enumerable.Range(0, 3).Select(colour => Weight(unit, colour, place)))],
            responses[(unit * area)..((unit + 1) * area)]))];

        static double[] Doubles(Tensor t) => t.to_type(ScalarType.Float64).cpu().contiguous().data<double>().ToArray();

        double Weight(int unit, int colour, int place)
        {
            var input = network.Input;
            var channel = input.BlueFirst ? 2 - colour : colour;
            var deviation = channel switch { 0 => input.Std.First, 1 => input.Std.Second, _ => input.Std.Third };
            return kernels[(((unit * 3) + channel) * 9) + place] * input.Scale / deviation;
        }
    }
}

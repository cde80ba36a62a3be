using System.Runtime.InteropServices;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling;

/// <summary>
/// The sums over a tile, or several tiles, from which the cost of an image is computed: FFᵀ over its units for each region and
/// style layer, and Σ(F−P)² for each content layer. The sums of all tiles add up, in float64, to those of the image.
/// </summary>
public sealed class StyleSums : IDisposable
{
    private readonly Tensor[][] _grams;
    private readonly double[] _content;

    internal StyleSums(Tensor[][] grams, double[] content) => (_grams, _content) = (grams, content);

    /// <summary>Σ(F−P)² of each content layer.</summary>
    public IReadOnlyList<double> Content => _content;

    internal Tensor Gram(int region, int layer) => _grams[region][layer];

    /// <summary>Adds the sums of another tile. The same order of additions gives the same bits.</summary>
    public void Add(StyleSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var region = 0; region < _grams.Length; region++)
        {
            for (var layer = 0; layer < _grams[region].Length; layer++)
            {
                _grams[region][layer].AddInPlace(other._grams[region][layer]);
            }
        }

        for (var i = 0; i < _content.Length; i++)
        {
            _content[i] += other._content[i];
        }
    }

    /// <summary>
    /// Serialises: content sums, then the upper triangle of each matrix row by row, regions outermost; float64, little-endian.
    /// </summary>
    public byte[] ToBytes()
    {
        var values = new List<double>(_content);
        foreach (var gram in _grams.SelectMany(g => g))
        {
            using var here = gram.cpu();
            var matrix = here.data<double>().ToArray();
            var side = (int)gram.shape[0];
            for (var row = 0; row < side; row++)
            {
                values.AddRange(matrix.AsSpan((row * side) + row, side - row));
            }
        }

        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values)).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gram in _grams.SelectMany(g => g))
        {
            gram.Dispose();
        }
    }

    /// <param name="bytes">From <see cref="ToBytes"/> of the same cost.</param>
    /// <param name="contents">Number of content layers.</param>
    /// <param name="regions">Number of regions.</param>
    /// <param name="sides">C of each style layer.</param>
    /// <param name="device">Where the matrices are placed.</param>
    /// <exception cref="BadInputException">The bytes are not of these sizes.</exception>
    internal static StyleSums FromBytes(ReadOnlySpan<byte> bytes, int contents, int regions, int[] sides, Device device)
    {
        var values = MemoryMarshal.Cast<byte, double>(bytes);
        if (bytes.Length % sizeof(double) != 0 || values.Length != contents + (regions * sides.Sum(s => s * (s + 1) / 2)))
        {
            throw new BadInputException("sums of a tile", $"are {bytes.Length} bytes long, of another cost");
        }

        var content = values[..contents].ToArray();
        var at = contents;
        var grams = new Tensor[regions][];
        for (var region = 0; region < regions; region++)
        {
            grams[region] = new Tensor[sides.Length];
            for (var layer = 0; layer < sides.Length; layer++)
            {
                var side = sides[layer];
                var matrix = new double[side * side];
                for (var row = 0; row < side; row++)
                {
                    for (var column = row; column < side; column++)
                    {
                        matrix[(row * side) + column] = matrix[(column * side) + row] = values[at++];
                    }
                }

                grams[region][layer] = tensor(matrix, [side, side], device: device);
            }
        }

        return new StyleSums(grams, content);
    }
}

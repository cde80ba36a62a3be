using FaceGrid.Vision.Networks.Detection;

namespace FaceGrid.Vision.Faces.Detection;

/// <summary>
/// Decodes the output grid of a YOLOv2 network: cell (i, j) and anchor (a, b) propose the box with centre (j + σ(t_x), i +
/// σ(t_y)) and size (a·e^{t_w}, b·e^{t_h}) in cells, with score σ(t_o) (Redmon and Farhadi 2017, section 2).
/// </summary>
internal static class YoloBoxes
{
    /// <summary>Width and height of the anchors in cells.</summary>
    private static readonly (double Width, double Height)[] Anchors =
        [(1.603231, 2.094468), (6.041143, 7.080126), (2.882459, 3.518061), (4.266906, 5.178857), (9.041765, 10.66308)];

    /// <param name="grid">Rows x Columns x 5 x 5: t_x, t_y, t_w, t_h, t_o for each anchor.</param>
    /// <returns>Boxes in pixels of the network's input with scores of at least <paramref name="minScore"/>.</returns>
    public static List<(FaceBox Box, double Score)> Decode(ReadOnlySpan<float> grid, int rows, int columns, double minScore)
    {
        var found = new List<(FaceBox, double)>();
        var at = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                foreach (var (width, height) in Anchors)
                {
                    var t = grid.Slice(at, TinyYoloNetwork.PerAnchor);
                    at += TinyYoloNetwork.PerAnchor;
                    var score = Sigmoid(t[4]);
                    if (score < minScore)
                    {
                        continue;
                    }

                    // No face is larger than the image; the bound limits the size of implausible boxes.
                    var w = Math.Min(width * Math.Exp(t[2]), 2 * columns) * TinyYoloNetwork.Cell;
                    var h = Math.Min(height * Math.Exp(t[3]), 2 * rows) * TinyYoloNetwork.Cell;
                    var x = (column + Sigmoid(t[0])) * TinyYoloNetwork.Cell;
                    var y = (row + Sigmoid(t[1])) * TinyYoloNetwork.Cell;
                    found.Add((new FaceBox(x - (w / 2), y - (h / 2), w, h), score));
                }
            }
        }

        return found;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}

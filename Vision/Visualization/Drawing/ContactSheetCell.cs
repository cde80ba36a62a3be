using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>One probe of a contact sheet.</summary>
/// <param name="Probe">The picture asked about; any size, shown whole.</param>
/// <param name="Match">The enrolled picture it was matched to; none where nobody was found.</param>
/// <param name="Caption">Lines below: the first in bold in the verdict's colour, the others plain.</param>
public sealed record ContactSheetCell(RgbImage Probe, RgbImage? Match, IReadOnlyList<string> Caption, CellVerdict Verdict);

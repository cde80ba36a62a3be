using FaceGrid.Vision.Imaging;

namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>One probe of a contact sheet.</summary>
/// <param name="Probe">The probe image, of any size; it is scaled to fit.</param>
/// <param name="Match">The enrolled image of the person it was matched with; null where no person was found.</param>
/// <param name="Caption">Lines below the images: the first is bold and in the verdict's colour.</param>
public sealed record ContactSheetCell(RgbImage Probe, RgbImage? Match, IReadOnlyList<string> Caption, CellVerdict Verdict);

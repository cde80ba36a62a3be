namespace FaceGrid.Vision.Faces;

/// <summary>Thresholds on squared L2 for encoders whose weight file contains none.</summary>
/// <param name="Identification">τ for 1:K with unknown people.</param>
/// <param name="Verification">τ for 1:1.</param>
/// <param name="Source">How they were measured.</param>
internal sealed record KnownThresholds(double Identification, double Verification, string Source)
{
    /// <summary>
    /// Thresholds of the published MobileFaceNets of 112 x 112 and 112 x 96. Verification: the mean of the View-2 thresholds.
    /// Identification: measured on the aligned LFW photos with one template for each of the 1,559 people with two or more photos
    /// and the 2,722 people with one photo as non-mated probes; τ at FPIR 0.3 % gives FNIR 9.6 % (0.948) and 33 % (0.783)
    /// (docs/results/recognition.md).
    /// </summary>
    public static KnownThresholds Of(FaceInput input) => input.Width * input.Reduction == FaceTemplate.Size
        ? new KnownThresholds(0.948, 1.453, "FPIR 0.3 % at K = 1,559 and View 2 on LFW")
        : new KnownThresholds(0.783, 1.393, "FPIR 0.3 % at K = 1,559 and View 2 on LFW");
}

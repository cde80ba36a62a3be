namespace FaceGrid.Bench.Stages;

/// <summary>What the peer says of one photo.</summary>
/// <param name="Milliseconds">Of detect, align, encode, search.</param>
/// <param name="Box">Left, top, right, bottom of the surest face.</param>
internal sealed record StagesAnswer(double[] Milliseconds, double[] Box, float[] Encoding, long PeakKiB);

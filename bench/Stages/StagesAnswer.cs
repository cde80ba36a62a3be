namespace FaceGrid.Bench.Stages;

/// <summary>Answer of the peer for one photo.</summary>
/// <param name="Milliseconds">Times of detect, align, encode and search.</param>
/// <param name="Box">Left, top, right and bottom of the face with the highest score, in pixels.</param>
/// <param name="Encoding">Its encoding, 128 values.</param>
/// <param name="PeakKiB">Peak resident memory of the process.</param>
internal sealed record StagesAnswer(double[] Milliseconds, double[] Box, float[] Encoding, long PeakKiB);

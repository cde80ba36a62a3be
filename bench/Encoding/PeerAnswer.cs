namespace FaceGrid.Bench.Encoding;

/// <summary>Answer of the peer after a round.</summary>
/// <param name="Seconds">Time of each call.</param>
/// <param name="Encoding">The encoding of the face.</param>
/// <param name="PeakKiB">Peak resident memory of the process.</param>
internal sealed record PeerAnswer(double[] Seconds, float[] Encoding, long PeakKiB);

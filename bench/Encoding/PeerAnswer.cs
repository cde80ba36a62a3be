namespace FaceGrid.Bench.Encoding;

/// <summary>What the peer says after a round.</summary>
internal sealed record PeerAnswer(double[] Seconds, float[] Encoding, long PeakKiB);

namespace FaceGrid.Bench.Search;

/// <summary>One line of the benchmark. Bytes are the growth of resident memory while the index was built.</summary>
internal sealed record SearchResult(
    int K,
    int Probes,
    int Count,
    string Kernel,
    string Peer,
    Timing Ours,
    Timing Faiss,
    double BatchMsPerProbe,
    long OursBytes,
    long FaissBytes,
    double RescoredPerProbe,
    double EnrolUs,
    double PackMs)
{
    /// <summary>How many times faster than the peer, by the medians.</summary>
    public double Ratio => Faiss.P50Ms / Ours.P50Ms;
}

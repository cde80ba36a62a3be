namespace FaceGrid.Silo.Options;

/// <summary>Where the cluster membership is stored.</summary>
public sealed class ClusteringOptions : ConnectionOptions
{
    /// <summary><c>localhost</c>, <c>postgres</c> or <c>azure</c>.</summary>
    public ClusteringProvider Provider { get; set; } = ClusteringProvider.Localhost;

    /// <summary>With <c>localhost</c>: IP:PORT of the first silo, which the others join. Null: this silo is the first.</summary>
    public string? Primary { get; set; }
}

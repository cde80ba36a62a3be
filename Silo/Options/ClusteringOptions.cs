namespace FaceGrid.Silo.Options;

/// <summary>How silos find each other.</summary>
public sealed class ClusteringOptions : ConnectionOptions
{
    /// <summary><c>localhost</c> (one silo, or several processes of one machine), <c>postgres</c>, <c>azure</c>.</summary>
    public string Provider { get; set; } = Providers.Localhost;

    /// <summary>With <c>localhost</c>: HOST:PORT of the first silo, which the others join. Empty: this one is the first.</summary>
    public string? Primary { get; set; }
}

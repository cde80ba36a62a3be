namespace FaceGrid.Silo.Options;

/// <summary>Where silos and clients find the members of a cluster.</summary>
public enum ClusteringProvider
{
    /// <summary>In the memory of the first silo: one silo, or several processes of one machine.</summary>
    Localhost,

    /// <summary>In a table of a PostgreSQL database.</summary>
    Postgres,

    /// <summary>In a table of an Azure Storage account.</summary>
    Azure,
}

using FaceGrid.Grains.Limits;

namespace FaceGrid.Silo.Options;

/// <summary>
/// What a silo is started with: section <c>Silo</c> of the configuration (a JSON file, environment variables <c>FACEGRID_Silo__…</c>, flags).
/// <see cref="SiloOptionsValidator"/> refuses what cannot be meant, by name.
/// </summary>
public sealed class SiloOptions
{
    public const string Section = "Silo";

    /// <summary>Silos of one cluster share it. Another one begins a new membership over the same data.</summary>
    public string ClusterId { get; set; } = "facegrid";

    /// <summary>Names the data: two services can share a database.</summary>
    public string ServiceId { get; set; } = "facegrid";

    /// <summary>Which grains may live here: <c>control</c>, <c>compute</c>, <c>gpu</c>, several by commas.</summary>
    public string Roles { get; set; } = "control,compute";

    public ClusteringOptions Clustering { get; set; } = new();

    public StorageOptions Storage { get; set; } = new();

    public BlobOptions Blobs { get; set; } = new();

    public EndpointOptions Endpoints { get; set; } = new();

    public GpuOptions Gpu { get; set; } = new();

    public TlsOptions Tls { get; set; } = new();

    public EncryptionOptions Encryption { get; set; } = new();

    public MembershipOptions Membership { get; set; } = new();

    /// <summary>How galleries are cut into shards. The same on all silos.</summary>
    public ShardSectionOptions Shards { get; set; } = new();

    public DashboardOptions Dashboard { get; set; } = new();

    /// <summary>What tenants may do, all the same or by name. The same on every silo, please: each goes by its own.</summary>
    public TenantLimits Limits { get; set; } = new();

    /// <summary>Time to end all activations and running job steps after SIGTERM.</summary>
    public int ShutdownSeconds { get; set; } = 120;

    /// <summary>What is written to standard output: <c>text</c>, a line each for people, or <c>json</c>, an object each with the values by name.</summary>
    public string LogFormat { get; set; } = LogFormats.Text;

    /// <summary><see cref="Roles"/> taken apart.</summary>
    public IReadOnlyList<string> RoleNames() => Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

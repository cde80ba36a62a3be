using FaceGrid.Grains.Limits;

namespace FaceGrid.Silo.Options;

/// <summary>
/// Options of a silo: section <c>Silo</c> of the configuration (a JSON file, environment variables <c>FACEGRID_Silo__…</c>, flags).
/// <see cref="SiloOptionsReader"/> binds them, <see cref="SiloOptionsValidator"/> checks them.
/// </summary>
public sealed class SiloOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Silo";

    /// <summary>The same on all silos of one cluster. A different value starts a new membership over the same data.</summary>
    public string ClusterId { get; set; } = "facegrid";

    /// <summary>Identifies the data: two services can share one database.</summary>
    public string ServiceId { get; set; } = "facegrid";

    /// <summary>True: a PostgreSQL server on another machine may be used without verifying its certificate and name.</summary>
    public bool AllowUnverifiedDatabase { get; set; }

    /// <summary>Which grain classes this silo hosts: <c>control</c>, <c>compute</c>, <c>gpu</c>, separated by commas.</summary>
    public SiloRoles Roles { get; set; } = SiloRoles.Control | SiloRoles.Compute;

    /// <summary>Where the cluster membership is stored.</summary>
    public ClusteringOptions Clustering { get; set; } = new();

    /// <summary>Where grain state and reminders are stored.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>Where images, checkpoints and weights are stored.</summary>
    public BlobOptions Blobs { get; set; } = new();

    /// <summary>Of a client's file: the gateways, each HOST:PORT. A silo does not use it.</summary>
    public IList<string> Gateways { get; } = [];

    /// <summary>Addresses and ports of this silo.</summary>
    public EndpointOptions Endpoints { get; set; } = new();

    /// <summary>Placement of grains that compute.</summary>
    public GpuOptions Gpu { get; set; } = new();

    /// <summary>Mutual TLS between silos and from clients.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>Encryption of templates and kept photos at rest.</summary>
    public EncryptionOptions Encryption { get; set; } = new();

    /// <summary>Files of this machine that jobs of clients may name.</summary>
    public FileOptions Files { get; set; } = new();

    /// <summary>Detection of failed silos.</summary>
    public MembershipOptions Membership { get; set; } = new();

    /// <summary>How galleries are divided into shards. The same on all silos.</summary>
    public ShardSectionOptions Shards { get; set; } = new();

    /// <summary>The Orleans Dashboard.</summary>
    public DashboardOptions Dashboard { get; set; } = new();

    /// <summary>Limits of all tenants or of single ones. Set the same limits on all silos: each silo applies its own.</summary>
    public TenantLimits Limits { get; set; } = new();

    /// <summary>Seconds to deactivate all grains and to end running job steps after SIGTERM.</summary>
    public int ShutdownSeconds { get; set; } = 120;

    /// <summary>Format of the log on standard output: <c>text</c> or <c>json</c>.</summary>
    public LogFormat LogFormat { get; set; } = LogFormat.Text;

    /// <summary>The spellings of <see cref="Roles"/>: control, compute, gpu, in this order.</summary>
    public IReadOnlyList<string> RoleNames() => OptionText.Names(Roles);
}

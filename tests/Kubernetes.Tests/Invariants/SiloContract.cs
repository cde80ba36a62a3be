using System.Globalization;
using System.Net;

namespace FaceGrid.Kubernetes.Tests.Invariants;

/// <summary>
/// The silo's interface for deployments: its options with their accepted values, its ports and its metrics. These tests repeat them only
/// here. The silo refuses unknown options.
/// </summary>
internal static class SiloContract
{
    public const string Prefix = "FACEGRID_Silo__";

    public const string LivePath = "/health/live";

    public const string ReadyPath = "/health/ready";

    public const string MetricsPath = "/metrics";

    /// <summary>A value that Kubernetes takes from the pod's fields (downward API).</summary>
    public const string PodAddress = "field:status.podIP";

    /// <summary>Option without <see cref="Prefix"/>, and a function that returns whether the option accepts a value.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, bool>> Options = new Dictionary<string, Func<string, bool>>
    {
        ["ClusterId"] = IsName,
        ["ServiceId"] = IsName,
        ["AllowUnverifiedDatabase"] = OneOf("true", "false"),
        ["Files__Folders"] = IsPath,
        ["Roles"] = v => v.Split(',').All(OneOf("control", "compute", "gpu")),
        ["Clustering__Provider"] = OneOf("localhost", "postgres", "azure"),
        ["Clustering__Primary"] = v => IPEndPoint.TryParse(v, out _),
        ["Clustering__ConnectionString"] = NeverInManifests,
        ["Clustering__ConnectionStringFile"] = IsPath,
        ["Storage__Provider"] = OneOf("sqlite", "postgres", "azure"),
        ["Storage__ConnectionString"] = NeverInManifests,
        ["Storage__ConnectionStringFile"] = IsPath,
        ["Storage__Path"] = IsPath,
        ["Storage__Container"] = IsName,
        ["Blobs__Provider"] = OneOf("disk", "azure"),
        ["Blobs__Path"] = IsPath,
        ["Blobs__ConnectionString"] = NeverInManifests,
        ["Blobs__ConnectionStringFile"] = IsPath,
        ["Blobs__Container"] = IsName,
        ["Endpoints__AdvertisedAddress"] = v => v == PodAddress || IPAddress.TryParse(v, out _),
        ["Endpoints__SiloPort"] = IsNumber,
        ["Endpoints__GatewayPort"] = IsNumber,
        ["Endpoints__HealthPort"] = IsNumber,
        ["Gpu__Fallback"] = OneOf("compute", "refuse"),
        ["Tls__CertificateFile"] = IsPath,
        ["Tls__KeyFile"] = IsPath,
        ["Tls__AuthorityFile"] = IsPath,
        ["Encryption__KeyFile"] = IsPath,
        ["Encryption__Declined"] = OneOf("true", "false"),
        ["Encryption__ConnectionString"] = NeverInManifests,
        ["Encryption__ConnectionStringFile"] = IsPath,
        ["Shards__Capacity"] = IsNumber,
        ["Shards__MaxTemplates"] = IsNumber,
        ["Shards__MergeBelow"] = v => double.TryParse(v, CultureInfo.InvariantCulture, out var share) && share is > 0 and < 0.75,
        ["Shards__Balance"] = OneOf("true", "false"),
        ["Membership__ProbeSeconds"] = IsNumber,
        ["Membership__MissedProbes"] = IsNumber,
        ["Limits__Default__MaxPeople"] = IsNumber,
        ["Limits__Default__QuestionsPerSecond"] = IsNumber,
        ["Limits__Default__QuestionsAtOnce"] = IsNumber,
        ["Limits__Default__JobsAtOnce"] = IsNumber,
        ["Limits__Default__JobsWaiting"] = IsNumber,
        ["LogFormat"] = OneOf("text", "json"),
        ["ShutdownSeconds"] = IsNumber,
        ["Dashboard__Enabled"] = OneOf("true", "false"),
        ["Dashboard__PasswordFile"] = IsPath,
    };

    /// <summary>Names in Prometheus; a histogram also has <c>_bucket</c>, <c>_sum</c> and <c>_count</c>.</summary>
    public static readonly IReadOnlyList<string> Metrics =
    [
        "facegrid_recognitions_total",
        "facegrid_recognition_seconds",
        "facegrid_search_seconds",
        "facegrid_shard_moves_total",
        "facegrid_shard_repairs_total",
        "facegrid_jobs_waiting",
        "facegrid_jobs_running",
        "facegrid_job_steps_total",
        "facegrid_refused_total",
        "facegrid_lane_busy_seconds_total",
        "facegrid_lane_waiting",
    ];

    private static Func<string, bool> OneOf(params string[] accepted) => accepted.Contains;

    private static bool IsName(string value) => value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsPath(string value) => Path.IsPathRooted(value);

    private static bool IsNumber(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;

    // A connection string contains a password: manifests only name the file in which a secret is mounted.
    private static bool NeverInManifests(string value) => false;
}

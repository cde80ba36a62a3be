namespace FaceGrid.Silo.Options;

/// <summary>What a silo is for.</summary>
public static class SiloRoles
{
    /// <summary>Identities, galleries, decisions, queues: all that holds state or answers doors.</summary>
    public const string Control = "control";

    /// <summary>Encoders, jobs and feature maps, on processors.</summary>
    public const string Compute = "compute";

    /// <summary>The same, on graphics processors: preferred to <see cref="Compute"/> wherever there is one.</summary>
    public const string Gpu = "gpu";

    public static readonly IReadOnlyList<string> All = [Control, Compute, Gpu];
}

namespace FaceGrid.Tests;

/// <summary>
/// What tests need and a machine may lack. A test whose need is missing is skipped with the reason. Where the environment variable
/// FACEGRID_REQUIRE names the need (comma-separated: what CI installs), the test runs instead and fails on what is missing.
/// </summary>
internal static class Requirement
{
    public const string Variable = "FACEGRID_REQUIRE";

    /// <summary>The weights and photos of <see cref="SharedFiles"/>.</summary>
    public const string Shared = "shared";

    public const string Postgres = "postgres";

    public const string Azurite = "azurite";

    /// <summary>The system's Python with PyTorch, NumPy and Pillow.</summary>
    public const string Python = "python";

    public const string Faiss = "faiss";

    /// <summary>kubectl with kustomize 5 or later.</summary>
    public const string Kubectl = "kubectl";

    /// <summary>The right to mount a small file system.</summary>
    public const string Mount = "mount";

    public static IReadOnlyList<string> All { get; } = [Shared, Postgres, Azurite, Python, Faiss, Kubectl, Mount];

    /// <summary>What <see cref="Variable"/> names.</summary>
    public static IReadOnlyList<string> Required { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <param name="need">One of <see cref="All"/>.</param>
    /// <param name="missing">What this machine lacks of it, or null.</param>
    /// <returns>For <see cref="FactAttribute.Skip"/>: null where the test is to run.</returns>
    public static string? SkipReason(string need, string? missing) => SkipReason(need, missing, Required);

    /// <inheritdoc cref="SkipReason(string, string?)"/>
    internal static string? SkipReason(string need, string? missing, IReadOnlyList<string> required) =>
        !All.Contains(need) ? throw new ArgumentOutOfRangeException(nameof(need), need, "is none of " + string.Join(", ", All))
        : required.Contains(need) ? null
        : missing;

    internal static IReadOnlyList<string> Parse(string? required) =>
        (required ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

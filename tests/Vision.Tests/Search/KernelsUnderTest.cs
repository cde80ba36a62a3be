using FaceGrid.Vision.Search;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>
/// The kernels that a test runs: all supported ones, or only the expected one in a process with restricted instruction sets.
/// </summary>
internal static class KernelsUnderTest
{
    /// <summary>
    /// Environment variable that <see cref="NarrowerInstructionSetsTests"/> sets for its processes: the kernel that must be in use.
    /// </summary>
    public const string ExpectedVariable = "FACEGRID_EXPECT_KERNEL";

    public static string? Expected => Environment.GetEnvironmentVariable(ExpectedVariable);

    public static IEnumerable<ScanKernelChoice> All =>
        Expected is null ? Enum.GetValues<ScanKernelChoice>().Where(Scan.IsSupported) : [Scan.Fastest];

    /// <summary>Number of cases to run of <paramref name="full"/>: a fifth in processes with restricted instruction sets.</summary>
    public static int Cases(int full) => Expected is null ? full : Math.Max(1, full / 5);
}

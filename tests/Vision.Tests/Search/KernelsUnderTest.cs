using FaceGrid.Vision.Search;

namespace FaceGrid.Vision.Tests.Search;

/// <summary>Which kernels a test runs: all that the processor has, or only the chosen one where switches narrowed the process.</summary>
internal static class KernelsUnderTest
{
    /// <summary>Set by <see cref="NarrowerInstructionSetsTests"/> for the runs that it starts: the kernel that must be in use.</summary>
    public const string ExpectedVariable = "FACEGRID_EXPECT_KERNEL";

    public static string? Expected => Environment.GetEnvironmentVariable(ExpectedVariable);

    public static IEnumerable<ScanKernelChoice> All =>
        Expected is null ? Enum.GetValues<ScanKernelChoice>().Where(Scan.IsSupported) : [Scan.Fastest];

    /// <summary>How many cases to run of <paramref name="full"/>: a fifth in the runs that are started for a narrower kernel.</summary>
    public static int Cases(int full) => Expected is null ? full : Math.Max(1, full / 5);
}

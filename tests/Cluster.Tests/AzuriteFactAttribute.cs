using FaceGrid.Tests;

namespace FaceGrid.Cluster.Tests;

/// <summary>A test that needs Azurite; skipped with the reason if it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    private const string Missing = "Azurite is neither where .ci/run installs it nor on the PATH (npm: azurite)";

    public AzuriteFactAttribute() =>
        Skip = Requirement.SkipReason(Requirement.Azurite, AzuriteServer.Program is null ? Missing : null)!;
}

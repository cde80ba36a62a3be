using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>A test that needs Azurite on this machine; it is skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute() => Skip = Requirement.SkipReason(
        Requirement.Azurite, AzuriteServer.Program is null ? "Azurite is neither where .ci/run installs it nor on the PATH (npm: azurite)" : null)!;
}

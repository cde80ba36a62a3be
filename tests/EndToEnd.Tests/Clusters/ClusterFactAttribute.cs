using FaceGrid.Tests;

namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>A test that needs PostgreSQL on this machine; it is skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute() =>
        Skip = Requirement.SkipReason(Requirement.Postgres, PostgresServer.Binaries is null ? "PostgreSQL is not installed here (Debian: postgresql)" : null)!;
}

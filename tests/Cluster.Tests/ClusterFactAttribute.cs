using FaceGrid.Tests;

namespace FaceGrid.Cluster.Tests;

/// <summary>A test that needs PostgreSQL; skipped with the reason if it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    private const string Missing = "PostgreSQL is not installed here (Debian: postgresql)";

    public ClusterFactAttribute() =>
        Skip = Requirement.SkipReason(Requirement.Postgres, PostgresServer.Binaries is null ? Missing : null)!;
}

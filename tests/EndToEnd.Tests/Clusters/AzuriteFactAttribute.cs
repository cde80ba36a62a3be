namespace FaceGrid.EndToEnd.Tests.Clusters;

/// <summary>A test that needs Azurite on this machine; it is skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute()
    {
        if (AzuriteServer.Program is null)
        {
            Skip = "Azurite is not on the PATH (npm install --global azurite)";
        }
    }
}

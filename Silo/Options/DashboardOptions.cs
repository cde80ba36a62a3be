namespace FaceGrid.Silo.Options;

/// <summary>The Orleans Dashboard, on the health port under /dashboard. It shows grain state, so it always requires a password.</summary>
public sealed class DashboardOptions
{
    /// <summary>True: the dashboard is served.</summary>
    public bool Enabled { get; set; }

    /// <summary>File with the password of user <c>operator</c>, at least 16 characters.</summary>
    public string? PasswordFile { get; set; }
}

namespace FaceGrid.Silo.Options;

/// <summary>The Orleans Dashboard, on the health port under /dashboard. It shows grain state, so it is never without a password.</summary>
public sealed class DashboardOptions
{
    public bool Enabled { get; set; }

    /// <summary>File with the password of user <c>operator</c>, at least 16 characters.</summary>
    public string? PasswordFile { get; set; }
}

namespace FaceGrid.Grains.Interfaces;

/// <summary>
/// How grain keys are written (DESIGN: tenant/identity, tenant/gallery, tenant/gallery/n). A name is 1 to 128 characters
/// without '/', control characters and surrounding spaces, so that a key can be taken apart again.
/// </summary>
public static class GridKeys
{
    public const string DefaultTenant = "default";

    public const string DefaultGallery = "default";

    private const int MaxNameLength = 128;

    public static string Identity(string tenant, string identity) => $"{tenant}/{identity}";

    public static string Gallery(string tenant, string gallery) => $"{tenant}/{gallery}";

    public static string Shard(string tenant, string gallery, int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{tenant}/{gallery}/{number}");

    public static string Job(string tenant, string job) => $"{tenant}/{job}";

    /// <summary>Everything before the first '/'.</summary>
    public static string TenantOf(string key) => key[..key.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>What follows the first '/'.</summary>
    public static string NameOf(string key) => key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Why <paramref name="name"/> cannot be a name, or null if it can.</summary>
    public static string? NameError(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name switch
        {
            { Length: 0 } => "a name must not be empty",
            { Length: > MaxNameLength } => $"a name has at most {MaxNameLength} characters, this one has {name.Length}",
            _ when name.Contains('/', StringComparison.Ordinal) => "a name must not contain '/'",
            _ when name.Any(char.IsControl) => "a name must not contain control characters",
            _ when name.Trim().Length != name.Length => "a name must not begin or end with a space",
            _ => null,
        };
    }
}

using FaceGrid.Vision;
using Microsoft.Extensions.Configuration;

namespace FaceGrid.Silo.Options;

/// <summary>
/// Checks the options that are enumerations before the section is bound: the binder's own message does not list the accepted values.
/// </summary>
internal static class SiloEnumOptions
{
    /// <param name="silo">The section <see cref="SiloOptions.Section"/>.</param>
    /// <exception cref="BadInputException">A value is not accepted; the message names the option and the accepted values.</exception>
    public static void Check(IConfigurationSection silo)
    {
        CheckRoles(silo);
        Check<ClusteringProvider>(silo, "Clustering:Provider");
        Check<StorageProvider>(silo, "Storage:Provider");
        Check<BlobProvider>(silo, "Blobs:Provider");
        Check<GpuFallback>(silo, "Gpu:Fallback");
        Check<LogFormat>(silo, nameof(SiloOptions.LogFormat));
    }

    private static void Check<T>(IConfigurationSection silo, string name)
        where T : struct, Enum
    {
        if (silo[name] is { } text)
        {
            _ = Parse<T>(name, text);
        }
    }

    /// <summary>Several roles are separated by commas; empty ones are dropped, which the binder would refuse.</summary>
    private static void CheckRoles(IConfigurationSection silo)
    {
        const string Name = nameof(SiloOptions.Roles);
        if (silo[Name] is not { } text)
        {
            return;
        }

        var roles = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(role => Parse<SiloRoles>(Name, role))
            .ToList();
        if (roles.Count == 0)
        {
            throw new BadInputException(
                $"{SiloOptions.Section}:{Name}", $"is empty; it takes one or more of {OptionText.Accepted<SiloRoles>()}");
        }

        silo[Name] = roles.Aggregate((all, role) => all | role).ToString();
    }

    private static T Parse<T>(string name, string text)
        where T : struct, Enum => OptionText.Parse<T>(text)
        ?? throw new BadInputException($"{SiloOptions.Section}:{name}", $"'{text}' is none of {OptionText.Accepted<T>()}");
}

using System.Text.Json;
using FaceGrid.Vision;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace FaceGrid.Silo.Options;

/// <summary>Reads a silo's options from defaults, file, environment and flags; a later source overrides an earlier one.</summary>
public static class SiloOptionsReader
{
    /// <summary>Prefix of the environment variables that are read.</summary>
    public const string EnvironmentPrefix = "FACEGRID_";

    /// <summary>Reads, binds and validates the options.</summary>
    /// <param name="defaults">Names below <c>Silo:</c> with their values, which every other source overrides.</param>
    /// <param name="file">JSON file; null: none.</param>
    /// <param name="flags">Names below <c>Silo:</c> with their values, which override every other source.</param>
    /// <param name="isClient">True: only the options that a client needs are validated (clustering and TLS).</param>
    /// <exception cref="BadInputException">
    /// The file is unusable or has a connection string that others can read, a name is unknown, or a value is not accepted.
    /// </exception>
    public static SiloOptions Read(
        IEnumerable<KeyValuePair<string, string?>> defaults,
        string? file,
        IEnumerable<KeyValuePair<string, string?>> flags,
        bool isClient = false)
    {
        var builder = new ConfigurationBuilder();
        builder.AddInMemoryCollection(Named(defaults));
        if (file is not null)
        {
            if (!File.Exists(file))
            {
                throw new BadInputException(file, "there is no such file");
            }

            builder.AddJsonFile(Path.GetFullPath(file), optional: false, reloadOnChange: false);
        }

        builder.AddEnvironmentVariables(EnvironmentPrefix);
        builder.AddInMemoryCollection(Named(flags));
        IConfigurationRoot configuration;
        try
        {
            configuration = builder.Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or JsonException)
        {
            var message = (exception.InnerException ?? exception).Message.ReplaceLineEndings(" ");
            throw new BadInputException(file!, $"is not JSON ({message})", exception);
        }

        if (file is not null && HoldsConnectionString(configuration))
        {
            SecretFile.Require(file);
        }

        var options = Bind(configuration.GetSection(SiloOptions.Section));
        if (isClient)
        {
            SiloOptionsValidator.ValidateClient(options);
        }
        else
        {
            SiloOptionsValidator.Validate(options);
        }

        return options;
    }

    /// <summary>True if the JSON file itself has a connection string, and so a password, instead of the name of a file with it.</summary>
    private static bool HoldsConnectionString(IConfigurationRoot configuration) =>
        configuration.Providers.OfType<JsonConfigurationProvider>().Any(json => new[] { "Clustering", "Storage", "Blobs", "Encryption" }
            .Any(section => json.TryGet($"{SiloOptions.Section}:{section}:ConnectionString", out _)));

    private static SiloOptions Bind(IConfigurationSection section)
    {
        SiloEnumOptions.Check(section);
        var options = new SiloOptions();
        try
        {
            section.Bind(options, o => o.ErrorOnUnknownConfiguration = true);
            return options;
        }
        catch (InvalidOperationException exception)
        {
            // For unknown names, the binder's message ends with the list of names without a property.
            var message = exception.Message.ReplaceLineEndings(" ");
            var list = message.LastIndexOf(": ", StringComparison.Ordinal);
            var reason = message.Contains("were not found", StringComparison.Ordinal) && list > 0
                ? $"there is no option {message[(list + 2)..]} (docs/operations.md lists them)"
                : message;
            throw new BadInputException("silo options", reason, exception);
        }
    }

    /// <summary>Adds the section's name. Of two values with the same name the later one is used.</summary>
    private static Dictionary<string, string?> Named(IEnumerable<KeyValuePair<string, string?>> given)
    {
        var named = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in given)
        {
            named[$"{SiloOptions.Section}:{name}"] = value;
        }

        return named;
    }
}

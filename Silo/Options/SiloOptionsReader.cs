using System.Text.Json;
using FaceGrid.Vision;
using Microsoft.Extensions.Configuration;

namespace FaceGrid.Silo.Options;

/// <summary>Gathers a silo's options from file, environment and flags, the later ones winning.</summary>
public static class SiloOptionsReader
{
    public const string EnvironmentPrefix = "FACEGRID_";

    /// <param name="defaults">Names below <c>Silo:</c> with their values, which everything else wins over.</param>
    /// <param name="file">JSON, or null.</param>
    /// <param name="flags">Names below <c>Silo:</c> with their values.</param>
    /// <param name="isClient">Only what a client needs is asked for: clustering and TLS.</param>
    /// <exception cref="BadInputException">The file is unusable, a name is unknown, or a value is not of its type.</exception>
    public static SiloOptions Read(IEnumerable<KeyValuePair<string, string?>> defaults, string? file, IEnumerable<KeyValuePair<string, string?>> flags, bool isClient = false)
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
            throw new BadInputException(file!, $"is not JSON ({(exception.InnerException ?? exception).Message.ReplaceLineEndings(" ")})", exception);
        }

        var options = new SiloOptions();
        try
        {
            configuration.GetSection(SiloOptions.Section).Bind(options, o => o.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException exception)
        {
            // The binder ends its sentence with the names that it has no property for.
            var message = exception.Message.ReplaceLineEndings(" ");
            var list = message.LastIndexOf(": ", StringComparison.Ordinal);
            throw new BadInputException(
                "silo options", message.Contains("were not found", StringComparison.Ordinal) && list > 0 ? $"there is no option {message[(list + 2)..]} (docs/operations.md lists them)" : message, exception);
        }

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

    /// <summary>Of two values with the same name the later one counts.</summary>
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

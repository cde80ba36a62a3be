using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Vision;

namespace FaceGrid.Cli.Commands;

/// <summary>Options shared by several commands.</summary>
internal static class SharedOptions
{
    public static Option<bool> Aligned() => new("--aligned")
    {
        Description = "The photos are aligned 112x112 face crops; no face detection",
    };

    public static Option<double?> Threshold()
    {
        var option = new Option<double?>("--threshold")
        {
            Description = "τ on the squared distance, below which two encodings are of one person "
                + "(default: derived from the gallery's FPIR)",
            HelpName = "TAU",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is > 0 and <= 4))
            {
                result.AddError("--threshold: must be above 0 and at most 4");
            }
        });
        return option;
    }

    public static Option<double?> Fpir(string description) => new("--fpir")
    {
        Description = description + "; a share, or a percentage as in 0.3%",
        HelpName = "SHARE",
        CustomParser = ParseShare,
    };

    public static Option<string> Images(string description) =>
        new("--images") { Description = description, HelpName = "DIR", Required = true };

    public static Option<string?> Report(string contents) =>
        new("--report") { Description = "Write " + contents, HelpName = "OUT.html|OUT.png" };

    /// <summary>Deadline of a question in seconds; null: the grains' default.</summary>
    public static Option<double?> Deadline()
    {
        var option = new Option<double?>("--deadline")
        {
            Description = "Answer 'cannot decide' if some shards have not answered after this many seconds (cluster default: 2)",
            HelpName = "SECONDS",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is >= 0.001 and <= 3600))
            {
                result.AddError("--deadline: must be 0.001 to 3600 seconds");
            }
        });
        return option;
    }

    /// <param name="purpose">Its effect on this command, for the help.</param>
    public static Option<string?> Operation(string purpose) =>
        new("--operation-id") { Description = $"Id of this operation, {purpose}", HelpName = "ID" };

    /// <exception cref="BadInputException">The value is not an operation id.</exception>
    public static string? OperationOf(CommandContext context, Option<string?> option) =>
        context.Result.GetValue(option) is { } id && OperationId.FormatError(id) is { } reason
            ? throw new BadInputException("--operation-id", reason)
            : context.Result.GetValue(option);

    public static int? Milliseconds(double? seconds) => seconds is { } given ? (int)Math.Round(given * 1000) : null;

    public static Option<bool> Liveness() =>
        new("--liveness") { Description = "Reject presentation attacks, even if the gallery does not require liveness" };

    public static Option<QualityLevel?> Quality(string name, string description) => OneOf<QualityLevel>(name, description);

    public static Option<TemplateFusion?> Fusion(string description) => OneOf<TemplateFusion>("--fusion", description);

    /// <summary>An integer option with inclusive bounds, which its error message names.</summary>
    public static Option<int> Count(string name, string description, int defaultValue, int least, int most)
    {
        var option = new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => defaultValue,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            {
                result.AddError($"{name}: must be {least} to {most}");
            }
        });
        return option;
    }

    /// <summary>An option whose values are the names of an enumeration in lower case.</summary>
    private static Option<T?> OneOf<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Enum.GetNames<T>().Select(n => n.ToLowerInvariant()).ToArray();
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result =>
            {
                var index = Array.IndexOf(words, result.Tokens[0].Value);
                if (index >= 0)
                {
                    return Enum.GetValues<T>()[index];
                }

                result.AddError($"{name}: '{result.Tokens[0].Value}' is none of {string.Join(", ", words)}");
                return null;
            },
        };
    }

    private static double? ParseShare(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var percent = text.EndsWith('%');
        if (double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && (percent ? value / 100 : value) is > 0 and <= 1 and var share)
        {
            return share;
        }

        result.AddError($"--fpir: '{text}' is not a share above 0 and at most 1, such as 0.003 or 0.3%");
        return null;
    }
}

using System.CommandLine;

namespace FaceGrid.Client.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<bool> Aligned() => new("--aligned")
    {
        Description = "The photos are face crops on the 112x112 template already; otherwise they are centre-cropped and resized",
    };

    public static Option<double?> Threshold()
    {
        var option = new Option<double?>("--threshold")
        {
            Description = "τ on the squared distance: below it two encodings are the same person (default: what the model recommends)",
            HelpName = "TAU",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } value && !(value is > 0 and <= 4))
            {
                result.AddError("--threshold: a squared distance between unit vectors is above 0 and at most 4");
            }
        });
        return option;
    }

    /// <summary>A count with its bounds told.</summary>
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
}

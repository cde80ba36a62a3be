using System.CommandLine;
using System.Globalization;

namespace FaceGrid.Cli.CommandLine;

/// <summary>
/// Reads numbers of the command line: a dot before decimals, no separators between thousands, on every machine. The library's own
/// conversion takes 0,3 for 3, which as a threshold would accept every face, and throws in validators where a word is no number.
/// </summary>
internal static class InvariantNumbers
{
    /// <summary>Applies the rule to the numeric options of a command and of all commands below it.</summary>
    public static void Apply(Command command)
    {
        foreach (var option in command.Options)
        {
            switch (option)
            {
                case Option<double> number:
                    Wrap(number, Decimal, "a number, such as 0.3");
                    break;
                case Option<double?> number:
                    Wrap(number, text => Decimal(text), "a number, such as 0.3");
                    break;
                case Option<int> number:
                    Wrap(number, Whole, "a whole number");
                    break;
                case Option<int?> number:
                    Wrap(number, text => Whole(text), "a whole number");
                    break;
            }
        }

        foreach (var child in command.Subcommands)
        {
            Apply(child);
        }
    }

    private static double? Decimal(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static void Wrap(Option<double> option, Func<string, double?> parse, string expected)
    {
        if (option.CustomParser is null)
        {
            option.CustomParser = result => parse(result.Tokens[0].Value) ?? 0;
            CheckFirst(option, text => parse(text) is not null, expected);
        }
    }

    private static void Wrap(Option<int> option, Func<string, int?> parse, string expected)
    {
        if (option.CustomParser is null)
        {
            option.CustomParser = result => parse(result.Tokens[0].Value) ?? 0;
            CheckFirst(option, text => parse(text) is not null, expected);
        }
    }

    private static void Wrap<T>(Option<T?> option, Func<string, T?> parse, string expected)
        where T : struct
    {
        if (option.CustomParser is null)
        {
            option.CustomParser = result => parse(result.Tokens[0].Value);
            CheckFirst(option, text => parse(text) is not null, expected);
        }
    }

    /// <summary>Validators read the value; they run only where there is one.</summary>
    private static void CheckFirst(Option option, Predicate<string> isNumber, string expected)
    {
        var validators = option.Validators.ToArray();
        option.Validators.Clear();
        option.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(t => !isNumber(t.Value)) is { } wrong)
            {
                result.AddError($"{option.Name}: '{wrong.Value}' is not {expected}");
                return;
            }

            foreach (var validator in validators)
            {
                validator(result);
            }
        });
    }
}

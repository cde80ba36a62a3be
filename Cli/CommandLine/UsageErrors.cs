using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace FaceGrid.Cli.CommandLine;

/// <summary>
/// What is wrong with a command line, in one sentence each, with the nearest name where a word is unknown. The library alone takes an
/// unknown option for a photo where a command accepts any number of photos, and names .NET types.
/// </summary>
internal static partial class UsageErrors
{
    /// <summary>The errors; empty if the command can run.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="words">Its words.</param>
    public static IReadOnlyList<string> Of(ParseResult parsed, IReadOnlyList<string> words)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is [var first, ..] && !first.StartsWith('-') && command.Subcommands.Count > 0)
        {
            // Everything after the unknown command belongs to it.
            return [$"unknown command '{first}'{NearestName.Hint(first, command.Subcommands.Select(c => c.Name))}"];
        }

        var options = Options(parsed.CommandResult);
        var names = options.SelectMany(o => o.Aliases.Append(o.Name)).ToList();
        string[] unknown = [.. Misplaced(parsed)
            .Concat(parsed.UnmatchedTokens.Where(IsOption))
            .Distinct(StringComparer.Ordinal)
            .Select(o => $"unknown option '{o}'{NearestName.Hint(o, names)}")];
        string[] empty = [.. parsed.CommandResult.Children
            .Where(c => c.Tokens.Any(t => string.IsNullOrWhiteSpace(t.Value)))
            .Select(c => $"{(c is OptionResult option ? option.Option.Name : ((ArgumentResult)c).Argument.Name)}: must not be empty")];
        string[] unfit = [.. unknown, .. Switches(options, words), .. empty];
        if (unfit.Length > 0 || parsed.Errors.Count == 0)
        {
            return unfit;
        }

        return command is { Action: null, Subcommands.Count: > 0 } group && parsed.UnmatchedTokens.Count == 0
            ? [$"a command is missing: {string.Join(", ", group.Subcommands.Select(c => c.Name))}"]
            : [.. parsed.Errors.Select(Message).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Names of the command and of those above it, without the program's.</summary>
    public static IEnumerable<string> Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result.Parent is CommandResult parent; result = parent)
        {
            names.Push(result.Command.Name);
        }

        return names;
    }

    private static List<Option> Options(CommandResult result)
    {
        var options = result.Command.Options.ToList();
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
        {
            options.AddRange(parent.Command.Options.Where(o => o.Recursive));
        }

        return options;
    }

    /// <summary>Words with the form of an option that were taken for an argument, or for the value of another option.</summary>
    private static IEnumerable<string> Misplaced(ParseResult parsed)
    {
        // After '--' every word is an argument.
        var afterDoubleDash = parsed.Tokens
            .SkipWhile(t => t.Type != TokenType.DoubleDash)
            .Skip(1)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children
            .SelectMany(c => c is OptionResult option ? option.Tokens.Where(IsLong) : c.Tokens.Where(t => IsOption(t.Value)))
            .Where(t => !afterDoubleDash.Contains(t))
            .Select(t => t.Value.Split('=', 2)[0]);

        static bool IsLong(Token token) => token.Value.StartsWith("--", StringComparison.Ordinal) && token.Value.Length > 2;
    }

    /// <summary><c>--switch=word</c>: the library takes a word that is neither true nor false for an argument.</summary>
    private static IEnumerable<string> Switches(List<Option> options, IEnumerable<string> words) =>
        from word in words.TakeWhile(w => w != "--")
        let parts = word.Split('=', 2)
        where parts.Length == 2 && !bool.TryParse(parts[1], out _)
        from option in options
        where (option.Name == parts[0] || option.Aliases.Contains(parts[0])) && option.ValueType is var type
            && (type == typeof(bool) || type == typeof(bool?))
        select $"{option.Name}: '{parts[1]}' is not true or false";

    /// <summary>Two dashes and more, or a dash and letters: a single dash is standard input, and a number may be negative.</summary>
    private static bool IsOption(string word) => word.Length > 1 && word[0] == '-' && (word[1] == '-' || char.IsAsciiLetter(word[1]));

    private static string Message(ParseError error) => TypeName().Match(error.Message) is { Success: true } type
        ? $"{type.Groups["option"].Value}: '{type.Groups["value"].Value}' is not {Expected(type.Groups["type"].Value)}"
        : error.Message;

    private static string Expected(string type) => type switch
    {
        "System.Boolean" => "true or false",
        "System.Int32" or "System.Int64" or "System.UInt64" => "a whole number",
        "System.Double" => "a number, such as 0.3",
        _ => "a value that is accepted here",
    };

    [GeneratedRegex(
        "^Cannot parse argument '(?<value>.*)' for (?:option|command) '(?<option>.*)' as expected type '(?<type>[^'`]*).*$",
        RegexOptions.Singleline)]
    private static partial Regex TypeName();
}

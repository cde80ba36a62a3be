using System.CommandLine;
using System.CommandLine.Parsing;

namespace FaceGrid.Cli.CommandLine;

/// <summary>
/// Options bound to a record, one row each: name, help, and the setter that is applied if the option was given. Rows are applied in their
/// order, which is also the order of the help.
/// </summary>
/// <typeparam name="T">The record that the options change.</typeparam>
internal sealed class OptionTable<T>
{
    private readonly List<Symbol> _symbols = [];
    private readonly List<Func<ParseResult, T, T>> _setters = [];

    /// <summary>All options, in the order of the help.</summary>
    public IReadOnlyList<Symbol> Symbols => _symbols;

    /// <summary>Adds an option that the caller evaluates.</summary>
    public OptionTable<T> Plain(Option option)
    {
        _symbols.Add(option);
        return this;
    }

    /// <summary>Adds an option with a number or a boolean as value.</summary>
    public OptionTable<T> Value<TValue>(string name, string description, string? helpName, Func<T, TValue, T> set)
        where TValue : struct
    {
        var option = new Option<TValue?>(name) { Description = description, HelpName = helpName };
        return Add(option, (result, record) => result.GetValue(option) is { } value ? set(record, value) : record);
    }

    /// <summary>Adds an option with a text as value.</summary>
    public OptionTable<T> Text(string name, string description, string helpName, Func<T, string, T> set, params string[] aliases)
    {
        var option = new Option<string?>(name, aliases) { Description = description, HelpName = helpName };
        return Add(option, (result, record) => result.GetValue(option) is { } value ? set(record, value) : record);
    }

    /// <summary>Adds an option whose values are those of an enumeration, in kebab case.</summary>
    public OptionTable<T> Word<TEnum>(string name, string description, string helpName, Func<T, TEnum, T> set, params string[] aliases)
        where TEnum : struct, Enum =>
        Text(name, description, helpName, (record, word) => set(record, KebabCase.Parse<TEnum>(name, word)), aliases);

    /// <summary>Adds an option whose value is a list, parsed from one argument; an empty list counts as not given.</summary>
    public OptionTable<T> List<TItem>(
        string name, string description, string helpName, Func<ArgumentResult, string, TItem[]> parse, Func<T, TItem[], T> set)
    {
        var option = new Option<TItem[]>(name) { Description = description, HelpName = helpName, CustomParser = r => parse(r, name) };
        return Add(option, (result, record) => result.GetValue(option) is { Length: > 0 } items ? set(record, items) : record);
    }

    /// <summary>The record with the given options applied.</summary>
    /// <exception cref="Vision.BadInputException">An option is unusable; the message names it.</exception>
    public T Apply(ParseResult result, T record) => _setters.Aggregate(record, (current, set) => set(result, current));

    private OptionTable<T> Add(Option option, Func<ParseResult, T, T> set)
    {
        _symbols.Add(option);
        _setters.Add(set);
        return this;
    }
}

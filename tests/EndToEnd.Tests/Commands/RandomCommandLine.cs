using System.CommandLine;

namespace FaceGrid.EndToEnd.Tests.Commands;

/// <summary>Draws command lines: a command, some of its options and arguments, with values that people and scripts get wrong.</summary>
internal sealed class RandomCommandLine(Command root, IReadOnlyList<string> existing, int seed)
{
    /// <summary>Values of every kind of mistake; the paths do not exist.</summary>
    private static readonly string[] Values =
    [
        "", " ", "abc", "0", "1", "-1", "0,3", "0.3", "1e400", "NaN", "Infinity", "99999999999", "1.2.3", "½", "true", "no", "*", "~",
        "missing.jpg", "missing.safetensors", "no/such/folder", "out/no/such/x.png", "x.html", "a/b", "..", ".", "@missing", "José", "\n",
        "a\tb", "--", "-", "-x", "--nope", "--thresold", "%s", "${HOME}", "$(id)", "'", "\"", "0.3%", "300%", "cpu", "cuda:9", "112x112",
        "3/7", "1:2", "::", "2020-01-01", "9000000000000000000", "\U0001F600", "\uFFFD", "null", "{}", "[1", "a=b", "=",
    ];

    /// <summary>Commands that work until they are stopped, or for minutes: only mistaken lines of them are run.</summary>
    private static readonly HashSet<string> Long = ["demo", "load", "drill", "kill-silo", "run", "bundled", "liveness", "watch", "init-db"];

    private readonly Random _random = new(seed);
    private readonly List<(string[] Path, Command Command)> _commands = [.. Leaves(root, [])];
    private readonly List<Option> _global = [.. root.Options.Where(o => o.Recursive && o.Name is not "--cluster")];

    /// <summary>The next command line.</summary>
    public string[] Next()
    {
        var (path, command) = _commands[_random.Next(_commands.Count)];
        var words = new List<string>(path);
        if (path.Any(Long.Contains))
        {
            words.Add("--no-such-option");
        }

        foreach (var argument in command.Arguments)
        {
            for (var count = _random.Next(0, 3); count > 0; count--)
            {
                words.Add(Value());
            }
        }

        Option[] options = [.. command.Options, .. _global];
        var required = command.Options.Where(o => o.Required && _random.Next(5) > 0);
        foreach (var option in required.Concat(_random.GetItems(options, _random.Next(0, 4))))
        {
            Add(words, option);
        }

        Misspell(words);
        return [.. words];
    }

    private static IEnumerable<(string[] Path, Command Command)> Leaves(Command command, string[] path) => command.Subcommands.Count == 0
        ? [(path, command)]
        : command.Subcommands.SelectMany(c => Leaves(c, [.. path, c.Name]));

    private void Add(List<string> words, Option option)
    {
        if (_random.Next(4) == 0)
        {
            words.Add($"{option.Name}={Value()}");
            return;
        }

        words.Add(option.Name);
        if (option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool) && _random.Next(20) > 0)
        {
            words.Add(Value());
        }
    }

    private string Value() => _random.Next(3) == 0 ? existing[_random.Next(existing.Count)] : Values[_random.Next(Values.Length)];

    private void Misspell(List<string> words)
    {
        if (_random.Next(6) == 0 && words[^1].Length > 2)
        {
            var at = _random.Next(words.Count);
            var word = words[at];
            words[at] = word.Length > 1 ? word.Remove(_random.Next(word.Length), 1) : word;
        }
    }
}

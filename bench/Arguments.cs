using System.Globalization;
using FaceGrid.Vision;

namespace FaceGrid.Bench;

/// <summary>The arguments after a benchmark's name: values in order, and <c>--option VALUE</c>.</summary>
internal sealed class Arguments
{
    private readonly List<string> _positional = [];
    private readonly Dictionary<string, string> _options = new(StringComparer.Ordinal);

    public Arguments(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                _positional.Add(arguments[i]);
            }
            else if (i + 1 < arguments.Count)
            {
                _options[arguments[i]] = arguments[++i];
            }
            else
            {
                throw new BadInputException(arguments[i], "a value is missing");
            }
        }
    }

    public string Positional(int index, string name) =>
        index < _positional.Count ? _positional[index] : throw new BadInputException(name, "is missing");

    public string Text(string option, string otherwise) => _options.GetValueOrDefault(option, otherwise);

    public int Integer(string option, int otherwise) =>
        !_options.TryGetValue(option, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value
        : throw new BadInputException(option, $"'{text}' is not a whole number");

    public double Real(string option, double otherwise) =>
        !_options.TryGetValue(option, out var text) ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : throw new BadInputException(option, $"'{text}' is not a number");
}

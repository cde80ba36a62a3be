using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using FaceGrid.Cli.Results;
using Spectre.Console;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Results go to standard output, as text or as JSON; progress and errors go to standard error.</summary>
internal sealed class Output(bool json)
{
    /// <summary>How results are serialised: camel case, enumerations by name.</summary>
    public static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public bool IsJson { get; } = json;

    /// <summary>Prints one result: its JSON object on one line, or its text.</summary>
    /// <typeparam name="T">A record listed in <see cref="ResultTypes"/>.</typeparam>
    public void Result<T>(T result, Func<T, string> text)
    {
        ResultTypes.Require(typeof(T));
        Console.Out.WriteLine(IsJson ? JsonSerializer.Serialize(result, JsonOptions) : text(result));
    }

    /// <summary>Prints text; nothing in JSON mode.</summary>
    public void Note(string text)
    {
        if (!IsJson)
        {
            Console.Out.WriteLine(text);
        }
    }

    /// <summary>Prints the text unless it is null; nothing in JSON mode.</summary>
    public void NoteIfAny(string? text)
    {
        if (text is not null)
        {
            Note(text);
        }
    }

    /// <summary>Prints a table; nothing in JSON mode.</summary>
    public void Table(Table table)
    {
        if (!IsJson)
        {
            AnsiConsole.Write(table);
        }
    }

    /// <summary>Runs <paramref name="work"/> with a progress bar on standard error if that is a terminal.</summary>
    /// <param name="what">Label of the bar.</param>
    /// <param name="total">Number of items.</param>
    /// <param name="work">Receives a callback for the number of items done so far.</param>
    public async Task<T> WithProgress<T>(string what, int total, Func<Action<int>, Task<T>> work)
    {
        if (total < 2 || Console.IsErrorRedirected)
        {
            return await work(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(Markup.Escape(what), maxValue: total);
                return await work(done => task.Value = done);
            });
    }

    /// <summary>A file name for one line of text: control characters as <c>\uXXXX</c>, so that a name cannot forge a line.</summary>
    public static string Printable(string name) => name.Any(char.IsControl)
        ? string.Concat(name.Select(c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}") : $"{c}"))
        : name;

    public static string Number(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A share in percent with three significant digits, for rates that may be tiny.</summary>
    public static string Share(double share) => (share * 100).ToString("G3", CultureInfo.InvariantCulture) + " %";

    public static string Percent(double share, int decimals = 1) => Number(share * 100, decimals) + " %";
}

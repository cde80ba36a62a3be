using System.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Silo.Hosting;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Runs one command line.</summary>
internal static class CommandLineRunner
{
    /// <summary>A word that begins with @ is a file name, not a file with more words.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Parses the words and runs the command.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="cancellationToken">Interrupts the command, like Ctrl-C.</param>
    /// <returns>The exit code of the process (<see cref="ExitCodes"/>).</returns>
    public static async Task<int> Run(IReadOnlyList<string> words, CancellationToken cancellationToken = default)
    {
        var parsed = CommandTree.Create().Parse(words, Parsing);

        if (UsageErrors.Of(parsed, words) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                ErrorLine.Write(error);
            }

            Console.Error.WriteLine("Try: facegrid " + string.Join(' ', [.. UsageErrors.Path(parsed), "--help"]));
            ErrorLine.Report(words.Contains("--json"), string.Join("; ", errors), ExitCodes.BadInput);
            return ExitCodes.BadInput;
        }

        // Time to complete enrolments in flight and close the store; a worker also completes its step and stores a checkpoint.
        var command = parsed.CommandResult.Command;
        var patience = JobsRunCommand.Is(command) ? JobsRunCommand.StopPatience
            : SiloCommand.Is(command) ? SiloArguments.StopPatience
            : TimeSpan.FromSeconds(10);
        return await parsed.InvokeAsync(
            new InvocationConfiguration { ProcessTerminationTimeout = patience, EnableDefaultExceptionHandler = false },
            cancellationToken);
    }
}

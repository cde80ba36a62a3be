using System.CommandLine;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client.Connections;
using FaceGrid.Silo.Hosting;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = CommandTree.Create();
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        ErrorLine.Write(error.Message);
    }

    Console.Error.WriteLine("Try: facegrid " + string.Join(' ', [.. CommandPath(parsed), "--help"]));
    return ExitCodes.BadInput;
}

// Time to complete enrolments in flight and close the store; a worker also completes its step and stores a checkpoint.
var command = parsed.CommandResult.Command;
var patience = JobsRunCommand.Is(command) ? JobsRunCommand.StopPatience
    : SiloCommand.Is(command) ? SiloArguments.StopPatience
    : TimeSpan.FromSeconds(10);
var exitCode = await parsed.InvokeAsync(
    new InvocationConfiguration { ProcessTerminationTimeout = patience, EnableDefaultExceptionHandler = false });
await GridConnection.CloseAll();
return exitCode;

static IEnumerable<string> CommandPath(ParseResult parsed)
{
    var names = new Stack<string>();
    for (var result = parsed.CommandResult; result.Parent is System.CommandLine.Parsing.CommandResult parent; result = parent)
    {
        names.Push(result.Command.Name);
    }

    return names;
}

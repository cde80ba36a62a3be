using System.CommandLine;
using System.Text;
using FaceGrid.Cli.CommandLine;
using FaceGrid.Cli.Commands;
using FaceGrid.Client.Connections;
using FaceGrid.Silo.Hosting;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("FaceGrid: enrols people from one photo and recognises them.");
GlobalOptions.AddTo(root);
root.Subcommands.Add(DemoCommand.Create());
root.Subcommands.Add(EnrollCommand.Create());
root.Subcommands.Add(VerifyCommand.Create());
root.Subcommands.Add(RecognizeCommand.Create());
root.Subcommands.Add(DetectCommand.Create());
root.Subcommands.Add(IdentitiesCommand.Create());
root.Subcommands.Add(GalleriesCommand.Create());
root.Subcommands.Add(ModelsCommand.Create());
root.Subcommands.Add(KeysCommand.Create());
root.Subcommands.Add(JobsCommand.Create());
root.Subcommands.Add(CalibrateCommand.Create());
root.Subcommands.Add(EvalCommand.Create());
root.Subcommands.Add(TrainCommand.Create());
root.Subcommands.Add(StyleCommand.Create());
root.Subcommands.Add(FeaturesCommand.Create());
root.Subcommands.Add(FiltersCommand.Create());
root.Subcommands.Add(SiloCommand.Create());
root.Subcommands.Add(LoadCommand.Create());
root.Subcommands.Add(DrillCommand.Create());

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

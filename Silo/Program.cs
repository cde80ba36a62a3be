using System.CommandLine;
using System.Text;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Hosting;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights.Catalog;

// This is the program that decides where lines go.
#pragma warning disable RS0030
// Exit codes, as those of the facegrid command line.
const int BadInput = 2;
const int Failure = 1;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var data = new Option<string>("--data")
{
    Description = "Folder of caches, pulled models and, without configured storage, the store",
    HelpName = "DIR",
    DefaultValueFactory = _ => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".facegrid"),
    Recursive = true,
};
var models = new Option<string[]>("--models")
{
    Description = "Folder with encoders, searched before the bundled ones",
    HelpName = "DIR",
    Recursive = true,
};
var model = new Option<string>("--model")
{
    Description = "Encoder that is loaded before the silo joins: a name or a safetensors file",
    HelpName = "NAME|FILE",
    DefaultValueFactory = _ => ModelCatalog.DefaultName,
    Recursive = true,
};
var device = new Option<string>("--device")
{
    Description = "cpu, cuda or cuda:N",
    HelpName = "DEVICE",
    DefaultValueFactory = _ => "cpu",
    Recursive = true,
};
var threads = new Option<int>("--threads")
{
    Description = "Processor threads of the engines (0: one per core)",
    HelpName = "N",
    Recursive = true,
};

var root = new RootCommand("A silo of a FaceGrid cluster.");
foreach (var option in new Option[] { data, models, model, device, threads })
{
    root.Options.Add(option);
}

root.Subcommands.Add(Command(
    "run",
    "Start a silo and join its cluster; SIGTERM or Ctrl-C drains it",
    SiloArguments.Run,
    (settings, token) => SiloRunner.Run(settings, ready => Console.Out.WriteLine(ready.Text), token)));
root.Subcommands.Add(Command(
    "init-db",
    "Create or update the tables in the PostgreSQL database; harmless to repeat",
    SiloArguments.InitDatabase,
    async (settings, token) =>
        Console.Out.WriteLine($"the database has schema version {await SiloRunner.InitDatabase(settings, token)}")));
root.Subcommands.Add(Command(
    "schema",
    "Print the SQL that init-db applies",
    [],
    async (_, token) => await Console.Out.WriteAsync(await SiloRunner.Schema(token))));

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        Warn(error.Message);
    }

    Warn("try: facegrid-silo --help");
    return BadInput;
}

return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = SiloArguments.StopPatience });

Command Command(string name, string description, IReadOnlyList<Option> options, Func<SiloRunSettings, CancellationToken, Task> action)
{
    var command = new Command(name, description);
    foreach (var option in options)
    {
        command.Options.Add(option);
    }

    command.SetAction(async (result, token) =>
    {
        try
        {
            var folder = Path.GetFullPath(result.GetValue(data)!);
            var settings = new SiloRunSettings(
                folder,
                new ModelCatalog(result.GetValue(models) ?? [], folder),
                result.GetValue(model)!,
                result.GetValue(device)!,
                result.GetValue(threads),
                SiloArguments.Config(result),
                SiloArguments.Flags(result),
                Warn);
            await action(settings, token);
            return 0;
        }
        catch (BadInputException exception)
        {
            Warn(exception.Message);
            return BadInput;
        }
        catch (Exception exception) when (
            exception is DataFolderInUseException or GridRequestException or IOException or UnauthorizedAccessException)
        {
            Warn(exception.Message);
            return Failure;
        }
    });
    return command;
}

static void Warn(string message) => Console.Error.WriteLine($"facegrid-silo: {message.ReplaceLineEndings(" ")}");

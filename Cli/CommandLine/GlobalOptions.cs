using System.CommandLine;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.CommandLine;

/// <summary>Options that every command accepts, before or after its name.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the local store",
        HelpName = "DIR",
        DefaultValueFactory = _ => DefaultData,
        Recursive = true,
    };

    public static readonly Option<string?> Cluster = new("--cluster")
    {
        Description = "Use a cluster instead of the local store: HOST:PORT[,HOST:PORT...] of its gateways, or a silo's configuration file",
        HelpName = "ADDRESS",
        Recursive = true,
    };

    public static readonly Option<string[]> Models = new("--models")
    {
        Description = "Folder with encoders, searched before the bundled ones",
        HelpName = "DIR",
        AllowMultipleArgumentsPerToken = false,
        Recursive = true,
    };

    public static readonly Option<string> Model = new("--model")
    {
        Description = "Encoder: a name listed by 'models list', or a safetensors file "
            + $"(environment variable {ModelCatalog.Variable} overrides the default)",
        HelpName = "NAME|FILE",
        DefaultValueFactory = _ => ModelCatalog.DefaultName,
        Recursive = true,
    };

    public static readonly Option<string> Gallery = new("--gallery")
    {
        Description = "Gallery: the set of identities that probes are compared with",
        HelpName = "NAME",
        DefaultValueFactory = _ => GridKeys.DefaultGallery,
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json")
    {
        Description = "Print results as JSON, one object per line",
        Recursive = true,
    };

    public static readonly Option<string> Device = new("--device")
    {
        Description = "Device of the encoder: cpu, cuda or cuda:N",
        HelpName = "DEVICE",
        DefaultValueFactory = _ => "cpu",
        Recursive = true,
    };

    public static readonly Option<int> Threads = new("--threads")
    {
        Description = "CPU threads of the encoder and of new runs (0: one per core)",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
        Recursive = true,
    };

    public static readonly Option<string?> KeyFile = new("--key-file")
    {
        Description = "File with the key-encryption keys of --data (default: the file keys in the folder DIR-keys beside --data DIR)",
        HelpName = "FILE",
        Recursive = true,
    };

    public static readonly Option<bool> NoEncryption = new("--no-encryption")
    {
        Description = "Do not encrypt a new local store",
        Recursive = true,
    };

    static GlobalOptions()
    {
        Device.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value is not "cpu" and not "cuda"
                && !(value.StartsWith("cuda:", StringComparison.Ordinal) && uint.TryParse(value.AsSpan(5), out _)))
            {
                result.AddError($"--device: '{value}' is none of cpu, cuda, cuda:N");
            }
        });
        Data.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value is "")
            {
                result.AddError(result.Implicit
                    ? "--data: give a folder, the home folder is unknown (HOME)"
                    : "--data: a folder is expected, not an empty text");
            }
            else if (value?.Contains('\0', StringComparison.Ordinal) == true)
            {
                result.AddError("--data: a folder is expected");
            }
            else if (File.Exists(value))
            {
                result.AddError($"--data: {value} is a file, not a folder");
            }
        });
        Gallery.Validators.Add(result =>
        {
            if (GridKeys.NameError(result.GetValueOrDefault<string>()) is { } reason)
            {
                result.AddError($"--gallery: {reason}");
            }
        });
        Threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 1024)
            {
                result.AddError("--threads: must be 0 to 1024");
            }
        });
    }

    private static string DefaultData =>
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? Path.Combine(home, ".facegrid") : "";

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Data);
        root.Options.Add(Cluster);
        root.Options.Add(Models);
        root.Options.Add(Model);
        root.Options.Add(Gallery);
        root.Options.Add(Json);
        root.Options.Add(Device);
        root.Options.Add(Threads);
        root.Options.Add(KeyFile);
        root.Options.Add(NoEncryption);
    }
}

using FaceGrid.Vision.Faces;

namespace FaceGrid.Vision.Weights.Catalog;

/// <summary>
/// The weight files that this command can reach: folders of <c>--models</c> first, then what was pulled or imported into
/// the data folder, then the bundled ones.
/// </summary>
public sealed class ModelCatalog
{
    /// <summary>The bundled encoder for photos of people (models/).</summary>
    public const string PhotosName = "facegrid-distilled-v1";

    /// <summary>The bundled encoder for made-up people, who are drawings.</summary>
    public const string DrawingsName = "facegrid-generated-v1";

    /// <summary>Where the environment names the encoder that is meant when a command names none.</summary>
    public const string Variable = "FACEGRID_MODEL";

    /// <summary>The encoder that is meant when a command names none.</summary>
    public static string DefaultName => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : PhotosName;

    private const string Extension = ".safetensors";

    private readonly List<(string Folder, bool Bundled)> _folders = [];

    /// <exception cref="BadInputException">A folder that is not there.</exception>
    public ModelCatalog(IEnumerable<string> extraFolders, string data)
    {
        foreach (var folder in extraFolders)
        {
            _folders.Add(Directory.Exists(folder)
                ? (folder, false)
                : throw new BadInputException($"--models {folder}", "no such folder"));
        }

        // What 'models pull' and 'models import' brought.
        _folders.Add((Path.Combine(data, "models"), false));

        // The launcher says where the checkout is; an installed copy has the models beside the program.
        var root = Environment.GetEnvironmentVariable("FACEGRID_ROOT") is { Length: > 0 } set ? set : AppContext.BaseDirectory;
        _folders.Add((Path.Combine(root, "models"), true));
    }

    /// <summary>The encoder of that name or file.</summary>
    /// <exception cref="BadInputException">Neither is there, or the file is no encoder.</exception>
    public ModelEntry Find(string nameOrFile)
    {
        if (File.Exists(nameOrFile))
        {
            return new ModelEntry(EncoderModel.Read(nameOrFile), Bundled: false);
        }

        foreach (var (folder, bundled) in _folders)
        {
            var file = Path.Combine(folder, nameOrFile + Extension);
            if (!Path.IsPathRooted(nameOrFile) && File.Exists(file))
            {
                return new ModelEntry(EncoderModel.Read(file), bundled);
            }
        }

        throw new BadInputException(
            $"model '{nameOrFile}'",
            $"no such file, and no {nameOrFile}{Extension} in {string.Join(" or ", _folders.Select(f => f.Folder))}");
    }

    /// <summary>The weight file of that name, of whatever network: <c>mtcnn</c>; null if no folder has one.</summary>
    public string? Weights(string name) => _folders.Select(f => Path.Combine(f.Folder, name + Extension)).FirstOrDefault(File.Exists);

    /// <summary>Every weight file of every folder, with the encoder in it or the reason why it is none.</summary>
    public IEnumerable<(string File, ModelEntry? Model, string? Error)> List()
    {
        foreach (var (folder, bundled) in _folders.Where(f => Directory.Exists(f.Folder)))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal))
            {
                (string, ModelEntry?, string?) row;
                try
                {
                    row = (file, new ModelEntry(EncoderModel.Read(file), bundled), null);
                }
                catch (BadInputException exception)
                {
                    row = (file, null, exception.Reason);
                }

                yield return row;
            }
        }
    }
}

using System.CommandLine;
using FaceGrid.Client.Jobs;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.CommandLine;

/// <summary>What a command was called with, beside its own arguments.</summary>
internal sealed class CommandContext
{
    private CommandContext(ParseResult result)
    {
        Result = result;
        Data = Path.GetFullPath(result.GetValue(GlobalOptions.Data)!);
        Cluster = result.GetValue(GlobalOptions.Cluster);
        Gallery = result.GetValue(GlobalOptions.Gallery)!;
        Device = result.GetValue(GlobalOptions.Device)!;
        Threads = result.GetValue(GlobalOptions.Threads);
        Model = result.GetValue(GlobalOptions.Model)!;
        ModelFolders = [.. (result.GetValue(GlobalOptions.Models) ?? []).Select(Path.GetFullPath)];
        Catalog = new ModelCatalog(result.GetValue(GlobalOptions.Models) ?? [], Data);
        KeyFile = result.GetValue(GlobalOptions.KeyFile) is { } keyFile ? Path.GetFullPath(keyFile) : null;
        Output = new Output(result.GetValue(GlobalOptions.Json));
    }

    public ParseResult Result { get; }

    public string Data { get; }

    /// <summary>Null: the local store.</summary>
    public string? Cluster { get; }

    public string Gallery { get; }

    public string Device { get; }

    public int Threads { get; }

    /// <summary>Key-encryption keys for this command's data folder, or null.</summary>
    public string? KeyFile { get; }

    /// <summary>As given: a name or a file.</summary>
    public string Model { get; private init; }

    /// <summary><c>--model</c> was given; else that of the gallery's people is meant, if there are any.</summary>
    private bool NamesModel => Result.GetResult(GlobalOptions.Model) is { Implicit: false };

    /// <summary>This context with another default: for commands whose photos are not of people.</summary>
    public CommandContext Preferring(string model) => NamesModel || Environment.GetEnvironmentVariable(ModelCatalog.Variable) is { Length: > 0 }
        ? this
        : new CommandContext(Result) { Model = model };

    /// <summary>Of <c>--models</c>.</summary>
    public IReadOnlyList<string> ModelFolders { get; }

    public ModelCatalog Catalog { get; }

    public Output Output { get; }

    /// <summary>Makes a command's action: errors become one line and an exit code.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(Func<CommandContext, CancellationToken, Task<int>> action) =>
        (result, cancellationToken) => ErrorLine.Guard(() => action(new CommandContext(result), cancellationToken), cancellationToken);

    /// <summary>The grid over this command's data folder, with this command's encoder.</summary>
    public Task<FaceClient> OpenGrid(CancellationToken cancellationToken, bool mayCreate = false) => OpenGrid(Data, Cluster, cancellationToken, mayCreate);

    /// <summary>The same over another folder: evaluations bring their own.</summary>
    public Task<FaceClient> OpenGrid(string data, CancellationToken cancellationToken, bool mayCreate) => OpenGrid(data, cluster: null, cancellationToken, mayCreate);

    private Task<FaceClient> OpenGrid(string data, string? cluster, CancellationToken cancellationToken, bool mayCreate) => FaceClient.Open(
        new FaceClientSettings(data, Catalog.Find(Model), Device, Threads, mayCreate) { Gallery = Gallery, Cluster = cluster, ModelOfVersion = NamesModel ? null : ModelOfVersion, KeyFile = data == Data ? KeyFile : null }, cancellationToken);

    /// <exception cref="BadInputException">No folder has it.</exception>
    private ModelEntry ModelOfVersion(string version) => Catalog.List().Select(m => m.Model).FirstOrDefault(m => m?.Encoder.Version == version)
        ?? throw new BadInputException($"model {version}", $"is what the people of gallery '{Gallery}' are found with, but no folder of --models has it");

    /// <summary>The grid for a command that needs no encoder: <c>identities</c>.</summary>
    public Task<FaceClient> OpenGridWithoutEncoder(CancellationToken cancellationToken, bool mayCreate = false) =>
        FaceClient.Open(new FaceClientSettings(Data, Model: null, Device, Threads, mayCreate) { Gallery = Gallery, Cluster = Cluster, KeyFile = KeyFile }, cancellationToken);

    /// <summary>The jobs of this command's data folder or cluster.</summary>
    /// <param name="data">Another data folder; null: <see cref="Data"/>.</param>
    public JobAccess Jobs(string? data = null) =>
        new(new JobAccessSettings(data ?? Data, Cluster, Catalog, ModelFolders, Device, Threads, ErrorLine.Write));

    /// <summary>The calibration that decisions with this model version rest on: the store's own, else the one beside the weights.</summary>
    public async Task<Calibration?> CalibrationOf(FaceClient grid, string modelVersion)
    {
        if (await grid.GetCalibration(modelVersion) is { } own)
        {
            return own;
        }

        // A grid without an encoder does not know the files.
        return Catalog.List().Select(m => m.Model?.Encoder).FirstOrDefault(e => e?.Version == modelVersion) is { } encoder ? CalibrationFile.Beside(encoder) : null;
    }

    /// <summary>What this command's own store knows that decisions rest on, for a grid over another folder.</summary>
    /// <returns>The calibration of the model version and the policy of the gallery; null and the default if it has none.</returns>
    public async Task<(Calibration? Calibration, DecisionPolicy Policy)> StoredRules(string modelVersion, CancellationToken cancellationToken)
    {
        if (Cluster is null && !FaceClient.HasStore(Data))
        {
            return (null, DecisionPolicy.Default);
        }

        await using var grid = await OpenGridWithoutEncoder(cancellationToken);
        return (await grid.GetCalibration(modelVersion), (await grid.Describe(Gallery)).Policy);
    }
}

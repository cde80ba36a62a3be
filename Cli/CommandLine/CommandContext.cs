using System.CommandLine;
using FaceGrid.Client.Jobs;
using FaceGrid.Client;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Silo.Local;
using FaceGrid.Silo.Models;
using FaceGrid.Vision;
using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Cli.CommandLine;

/// <summary>The global options of one command invocation, and the services opened from them.</summary>
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

    /// <summary>The value of <c>--key-file</c>; null: the data folder's own key file.</summary>
    public string? KeyFile { get; }

    /// <summary>Encryption of the identities of this command's data folder.</summary>
    public LocalEncryption Encryption => new(KeyFile, Result.GetValue(GlobalOptions.NoEncryption), ErrorLine.Write);

    /// <summary>The value of <c>--model</c>: a name of the catalog, or a file.</summary>
    public string Model { get; private init; }

    /// <summary>True if <c>--model</c> was given; else the model of the gallery's templates is used, if it holds any.</summary>
    private bool NamesModel => Result.GetResult(GlobalOptions.Model) is { Implicit: false };

    /// <summary>This context with another default model: for commands whose photos are synthetic.</summary>
    public CommandContext Preferring(string model) =>
        NamesModel || Environment.GetEnvironmentVariable(ModelCatalog.Variable) is { Length: > 0 }
        ? this
        : new CommandContext(Result) { Model = model };

    /// <summary>Folders given by <c>--models</c>, as full paths.</summary>
    public IReadOnlyList<string> ModelFolders { get; }

    public ModelCatalog Catalog { get; }

    public Output Output { get; }

    /// <summary>Wraps a command's action: exceptions become one line on standard error and an exit code.</summary>
    public static Func<ParseResult, CancellationToken, Task<int>> Action(Func<CommandContext, CancellationToken, Task<int>> action) =>
        (result, cancellationToken) => ErrorLine.Guard(
            result.GetValue(GlobalOptions.Json),
            () =>
            {
                OutputFile.RequireNoInput(result);
                return action(new CommandContext(result), cancellationToken);
            },
            cancellationToken);

    /// <summary>Opens a client over this command's data folder or cluster, with this command's encoder.</summary>
    public Task<FaceClient> OpenClient(CancellationToken cancellationToken, bool mayCreate = false) =>
        OpenClient(Data, Cluster, Encryption, cancellationToken, mayCreate);

    /// <summary>Opens a client over a new store in another data folder, which has a key file of its own.</summary>
    public Task<FaceClient> OpenClient(string data, CancellationToken cancellationToken) =>
        OpenClient(data, cluster: null, Encryption with { KeyFile = null }, cancellationToken, mayCreate: true);

    /// <summary>Opens a client over a store that is deleted with its temporary folder, and needs no key file.</summary>
    public Task<FaceClient> OpenTemporaryClient(string data, CancellationToken cancellationToken) =>
        OpenClient(data, cluster: null, new LocalEncryption(null, IsDeclined: true, ErrorLine.Write), cancellationToken, mayCreate: true);

    private Task<FaceClient> OpenClient(
        string data, string? cluster, LocalEncryption encryption, CancellationToken cancellationToken, bool mayCreate)
    {
        var settings = new FaceClientSettings(data, Catalog.Find(Model), Device, Threads, mayCreate)
        {
            Gallery = Gallery,
            Cluster = cluster,
            ModelOfVersion = NamesModel ? null : ModelOfVersion,
            Encryption = encryption,
        };
        return FaceClient.Open(settings, cancellationToken);
    }

    /// <exception cref="BadInputException">No model folder contains this version.</exception>
    private ModelEntry ModelOfVersion(string version) =>
        Catalog.List().Select(m => m.Model).FirstOrDefault(m => m?.Encoder.Version == version)
        ?? throw new BadInputException($"model {version}", $"is the model of gallery '{Gallery}', but no --models folder contains it");

    /// <summary>Opens a client for a command that needs no encoder, such as <c>identities</c>.</summary>
    /// <param name="encryption">Null: that of this command.</param>
    public Task<FaceClient> OpenClientWithoutEncoder(
        CancellationToken cancellationToken, bool mayCreate = false, LocalEncryption? encryption = null) =>
        FaceClient.Open(
            new FaceClientSettings(Data, Model: null, Device, Threads, mayCreate)
            {
                Gallery = Gallery,
                Cluster = Cluster,
                Encryption = encryption ?? Encryption,
            },
            cancellationToken);

    /// <summary>The jobs of this command's data folder or cluster.</summary>
    /// <param name="data">Another data folder; null: <see cref="Data"/>.</param>
    public JobAccess Jobs(string? data = null) =>
        new(new JobAccessSettings(data ?? Data, Cluster, Catalog, ModelFolders, Device, Threads, ErrorLine.Write));

    /// <summary>
    /// The calibration that decisions with this model version use: the stored one, else the file beside the weights; null: none.
    /// </summary>
    public async Task<Calibration?> CalibrationOf(FaceClient faceClient, string modelVersion)
    {
        if (await faceClient.GetCalibration(modelVersion) is { } own)
        {
            return own;
        }

        // A client without an encoder has no access to the files beside the weights.
        var encoder = Catalog.List().Select(m => m.Model?.Encoder).FirstOrDefault(e => e?.Version == modelVersion);
        return encoder is null ? null : CalibrationFile.Beside(encoder);
    }

    /// <summary>Calibration and policy of this command's store, for a client over another folder.</summary>
    /// <returns>The calibration of the model version (null: none) and the policy of the gallery (without a store: the default).</returns>
    public async Task<(Calibration? Calibration, DecisionPolicy Policy)> StoredRules(
        string modelVersion, CancellationToken cancellationToken)
    {
        if (Cluster is null && !FaceClient.HasStore(Data))
        {
            return (null, DecisionPolicy.Default);
        }

        await using var faceClient = await OpenClientWithoutEncoder(cancellationToken);
        return (await faceClient.GetCalibration(modelVersion), (await faceClient.Describe(Gallery)).Policy);
    }
}

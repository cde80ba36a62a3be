using System.Runtime.CompilerServices;
using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Encryption;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Grains.Interfaces.Storage;
using FaceGrid.Silo.Local;
using FaceGrid.Vision;

namespace FaceGrid.Client;

/// <summary>
/// Operations on people and galleries, over a local silo or a cluster. Calls to a cluster are repeated while silos or stores are unavailable.
/// </summary>
public sealed class FaceClient : IAsyncDisposable
{
    private const int ListPageSize = 1000;

    private const int QuestionAttempts = 3;

    /// <summary>How long a cluster is given to come back with an answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A question without an answer for so long went to a silo that has died.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>For the way to the silo and back.</summary>
    private static readonly TimeSpan AnswerMargin = TimeSpan.FromMilliseconds(500);

    private readonly GridConnection _connection;
    private readonly string? _modelVersion;
    private readonly GalleryDescription? _gallery;

    /// <param name="connection">Connection to the silo.</param>
    /// <param name="modelVersion">Version of the encoder; null: none.</param>
    /// <param name="gallery">Description of the gallery, read to choose the encoder; null: not read.</param>
    private FaceClient(GridConnection connection, string? modelVersion, GalleryDescription? gallery)
    {
        _connection = connection;
        _modelVersion = modelVersion;
        _gallery = gallery;
    }

    /// <summary>Version of the encoder in use.</summary>
    /// <exception cref="InvalidOperationException">The client was opened without an encoder.</exception>
    public string ModelVersion => _modelVersion ?? throw new InvalidOperationException("this client was opened without an encoder");

    /// <summary>For operations that this class does not have.</summary>
    public IGrainFactory Grains => _connection.Grains;

    /// <summary>True if the folder has a store of people.</summary>
    public static bool HasStore(string data) => File.Exists(StoreOf(data));

    /// <summary>Connects to the cluster, or locks the data folder and starts its silo in this process.</summary>
    /// <exception cref="DataFolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="BadInputException">The folder or the store in it is unusable, or no silo of the cluster answers.</exception>
    public static async Task<FaceClient> Open(FaceClientSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Cluster is not null)
        {
            return await OpenCluster(settings, settings.Cluster, cancellationToken);
        }

        if (!settings.MayCreate && !HasStore(settings.Data))
        {
            throw new BadInputException(settings.Data, "has no enrolled identities yet; start with: facegrid enroll ID PHOTO");
        }

        var options = new LocalStoreOptions(settings.Data, Path.Combine(settings.Data, "blobs"))
        {
            KeyFile = settings.KeyFile,
            Encoder = settings.Model?.Encoder,
            Device = settings.Device,
            Threads = settings.Threads,
        };
        var connection = await GridConnection.StartLocal(options, cancellationToken);
        try
        {
            var version = settings.Model?.Encoder.Version;
            GalleryDescription? gallery = null;
            if (version is not null && settings.ModelOfVersion is { } find)
            {
                (gallery, var used) = await VersionOf(connection, settings.Gallery);
                if (used is not null && used != version)
                {
                    connection.UseEncoder(find(used).Encoder);
                    version = used;
                }
            }

            return new FaceClient(connection, version, gallery);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public Task<EnrolmentReceipt> Enroll(string gallery, string identity, IReadOnlyList<AlignedFace> crops, QualityLevel? quality, bool keepPhotos, CancellationToken cancellationToken, string? operationId = null)
    {
        // One for all attempts: the answer to whichever comes through is that of the first that did anything.
        var request = new EnrolmentRequest(gallery, ModelVersion, crops, quality, keepPhotos, operationId ?? OperationId.New());
        return Persist(() => Identity(identity).Enroll(request, cancellationToken), cancellationToken);
    }

    public Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken) =>
        Ask(request.DeadlineMilliseconds, () => Recognition.Verify(request, cancellationToken), cancellationToken);

    public Task<RecognitionAnswer> Recognize(RecognitionRequest request, CancellationToken cancellationToken) =>
        Ask(request.DeadlineMilliseconds, () => Recognition.Recognize(request, cancellationToken), cancellationToken);

    public Task<BurstAnswer> RecognizeBurst(BurstRequest request, CancellationToken cancellationToken) =>
        Recognition.RecognizeBurst(request, cancellationToken);

    public Task<RecognitionAnswer> CannotDecide(
        RecognitionRequest request, UndecidedReason reasonCode, string reasonText, CancellationToken cancellationToken) =>
        Ask(request.DeadlineMilliseconds, () => Recognition.CannotDecide(request, reasonCode, reasonText, cancellationToken), cancellationToken);

    public Task<GalleryDescription> Describe(string gallery) => Persist(() => Gallery(gallery).Describe());

    /// <summary>The gallery as it was when the client was opened, if its description was read then; else its present description.</summary>
    public Task<GalleryDescription> DescribeAtOpen(string gallery) =>
        _gallery?.Gallery == gallery ? Task.FromResult(_gallery) : Describe(gallery);

    public Task SetPolicy(string gallery, DecisionPolicy policy) => Persist(() => Gallery(gallery).SetPolicy(policy));

    public Task<Calibration?> GetCalibration(string modelVersion) => Persist(() => Registry.GetCalibration(modelVersion));

    /// <summary>The version that galleries answer with; null: nobody was ever taken to another than they began with.</summary>
    public Task<string?> ActiveVersion() => Persist(Registry.GetActive);

    public Task SetCalibration(Calibration calibration) => Persist(() => Registry.SetCalibration(calibration));

    /// <exception cref="GridRequestException">Nobody was ever enrolled in it, or it holds templates of another model.</exception>
    public async Task<GalleryDescription> CheckGallery(string gallery)
    {
        var description = await DescribeAtOpen(gallery);
        if (description.ModelVersion is null)
        {
            throw new GridRequestException(GridError.UnknownGallery, $"gallery '{gallery}'", "has no enrolled identities");
        }

        if (_modelVersion is not null && description.ModelVersion != _modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch, $"gallery '{gallery}'", $"holds templates of model {description.ModelVersion}, which are never compared with {_modelVersion}");
        }

        return description;
    }

    public Task<IdentityRecord?> Get(string identity) => Persist(() => Identity(identity).Get());

    /// <summary>Erases a person. False: there was nobody; not told where an attempt may have been it whose answer was lost.</summary>
    public async Task<bool> Remove(string identity, CancellationToken cancellationToken, string? operationId = null)
    {
        var (id, attempts) = (operationId ?? OperationId.New(), 0);
        var wasThere = await Persist(
            () =>
            {
                attempts++;
                return Identity(identity).RemoveOnce(id, cancellationToken);
            },
            cancellationToken);
        return wasThere || attempts > 1;
    }

    /// <summary>The people of a gallery in ordinal order.</summary>
    /// <exception cref="GridRequestException">The gallery has never had an enrolled identity.</exception>
    public async IAsyncEnumerable<string> List(string gallery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (string? after = null; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await Persist(() => Gallery(gallery).ListPage(after, ListPageSize), cancellationToken);
            foreach (var identity in page.Identities)
            {
                yield return identity;
            }

            if (page.Next is null)
            {
                yield break;
            }

            after = page.Next;
        }
    }

    /// <summary>Shards of the gallery's present model version, and how much each holds.</summary>
    public async Task<IReadOnlyList<(int Number, ShardSize Size)>> Shards(GalleryDescription gallery) =>
        [.. gallery.Shards.Zip(await Task.WhenAll(gallery.Shards.Select(n => Persist(() => Shard(gallery.Gallery, n).Size()))))];

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>Encoders and stores are the cluster's; this process contributes aligned faces and requests.</summary>
    private static async Task<FaceClient> OpenCluster(FaceClientSettings settings, string cluster, CancellationToken cancellationToken)
    {
        var connection = await GridConnection.ConnectCluster(cluster, cancellationToken);
        if (settings.ModelOfVersion is null)
        {
            return new FaceClient(connection, settings.Model?.Encoder.Version, gallery: null);
        }

        var (gallery, used) = await Transient.Retry(() => VersionOf(connection, settings.Gallery), Patience, cancellationToken, Silence);
        return new FaceClient(connection, used ?? settings.Model?.Encoder.Version, gallery);
    }

    /// <summary>
    /// What comes to the same, however often it arrives: questions about what is stored, enrolments and removals (docs/adr/0011). One that went down
    /// with its silo is sent once more.
    /// </summary>
    private Task<T> Persist<T>(Func<Task<T>> call, CancellationToken cancellationToken = default) =>
        _connection.IsLocal ? call() : Transient.Retry(call, Patience, cancellationToken, Silence);

    private Task Persist(Func<Task> call) => Persist(async () =>
    {
        await call();
        return true;
    });

    /// <summary>
    /// A cluster answers within the deadline, if only that it cannot decide. No answer at all means that the silo which this client talks to has
    /// gone with the question: another one is asked.
    /// </summary>
    private async Task<T> Ask<T>(int? deadline, Func<Task<T>> question, CancellationToken cancellationToken)
    {
        if (_connection.IsLocal)
        {
            return await question();
        }

        // Questions change nothing: one may be asked twice.
        var patience = TimeSpan.FromMilliseconds(deadline ?? QuestionDeadline.DefaultMilliseconds) + AnswerMargin;
        return await RetryPipelines.Attempts(QuestionAttempts, e => TransientFaults.IsTransient(e) && TransientFaults.PauseOf(e) < patience)
            .ExecuteAsync(async token => await question().WaitAsync(patience, token), cancellationToken);
    }

    /// <summary>
    /// A gallery's description, and the model version of its templates; of a gallery without templates, the active version; null: none.
    /// </summary>
    private static async Task<(GalleryDescription Gallery, string? Version)> VersionOf(GridConnection connection, string gallery)
    {
        var description = await connection.Grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, gallery)).Describe();
        return (
            description,
            description.ModelVersion ?? await connection.Grains.GetGrain<IModelRegistryGrain>(GridKeys.DefaultTenant).GetActive());
    }

    private static string StoreOf(string data) => Path.Combine(data, "grains.db");

    private IRecognitionGrain Recognition => _connection.Grains.GetGrain<IRecognitionGrain>(GridKeys.DefaultTenant);

    public IKeyRotationGrain KeyRotation => _connection.Grains.GetGrain<IKeyRotationGrain>(GridKeys.DefaultTenant);

    public IModelActivationGrain Activation => _connection.Grains.GetGrain<IModelActivationGrain>(GridKeys.DefaultTenant);

    private IModelRegistryGrain Registry => _connection.Grains.GetGrain<IModelRegistryGrain>(GridKeys.DefaultTenant);

    private IGalleryGrain Gallery(string gallery) => _connection.Grains.GetGrain<IGalleryGrain>(GridKeys.Gallery(GridKeys.DefaultTenant, gallery));

    private IGalleryShardGrain Shard(string gallery, int number) => _connection.Grains.GetGrain<IGalleryShardGrain>(GridKeys.Shard(GridKeys.DefaultTenant, gallery, number));

    private IIdentityGrain Identity(string identity) =>
        GridKeys.WhyNotAName(identity) is { } reason
            ? throw new BadInputException($"identity '{identity}'", reason)
            : _connection.Grains.GetGrain<IIdentityGrain>(GridKeys.Identity(GridKeys.DefaultTenant, identity));
}

using System.Runtime.CompilerServices;
using FaceGrid.Client.Connections;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Interfaces.Models;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision;

namespace FaceGrid.Client;

/// <summary>
/// Operations on identities and galleries, in a local silo or a cluster. Calls to a cluster are repeated while silos or stores are
/// unavailable. Operations throw <see cref="GridRequestException"/> with the reason if the grid refuses them.
/// </summary>
public sealed partial class FaceClient : IAsyncDisposable
{
    private const int ListPageSize = 1000;

    private const int QuestionAttempts = 3;

    /// <summary>Longest time for which a call to a cluster is repeated.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Time without an answer after which a call is assumed to have reached a failed silo, and is repeated.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>Added to a request's deadline for the transfer to the silo and back.</summary>
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

    /// <summary>Enrols an identity, or adds templates to it. Idempotent for one <paramref name="operationId"/>.</summary>
    /// <param name="gallery">The gallery.</param>
    /// <param name="identity">Name of the identity.</param>
    /// <param name="crops">Aligned faces, 112 x 112 pixels, one template each.</param>
    /// <param name="quality">Lowest accepted quality; null: the gallery's policy.</param>
    /// <param name="keepPhotos">True: the crops are stored with the templates.</param>
    /// <param name="cancellationToken">Cancels the call; its outcome is then unknown.</param>
    /// <param name="operationId">Identifies the operation across attempts; null: a new one.</param>
    /// <exception cref="BadInputException">The name of the identity is invalid.</exception>
    /// <exception cref="GridRequestException">The enrolment is refused; nothing was changed.</exception>
    public Task<EnrolmentReceipt> Enroll(
        string gallery,
        string identity,
        IReadOnlyList<AlignedFace> crops,
        QualityLevel? quality,
        bool keepPhotos,
        CancellationToken cancellationToken,
        string? operationId = null)
    {
        // One id for all attempts: each attempt returns the result of the first that was executed.
        var request = new EnrolmentRequest(
            CanonicalName.Of(gallery), ModelVersion, crops, quality, keepPhotos, operationId ?? OperationId.New());
        return Persist(() => Identity(identity).Enroll(request, cancellationToken), cancellationToken);
    }

    /// <summary>Verifies a probe against one identity (1:1).</summary>
    public Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken) =>
        Ask(request.DeadlineMilliseconds, () => Recognition.Verify(Canonical(request), cancellationToken), cancellationToken);

    /// <summary>Recognises a probe in a gallery (1:K).</summary>
    public Task<RecognitionAnswer> Recognize(RecognitionRequest request, CancellationToken cancellationToken) =>
        Ask(request.DeadlineMilliseconds, () => Recognition.Recognize(Canonical(request), cancellationToken), cancellationToken);

    /// <summary>Recognises one person from several frames.</summary>
    public Task<BurstAnswer> RecognizeBurst(BurstRequest request, CancellationToken cancellationToken) =>
        Ask(
            request.Question.DeadlineMilliseconds,
            () => Recognition.RecognizeBurst(request with { Question = Canonical(request.Question) }, cancellationToken),
            cancellationToken);

    /// <summary>The answer to a probe that cannot be compared, with the thresholds of its gallery.</summary>
    /// <param name="request">The request.</param>
    /// <param name="reasonCode">Code of the reason.</param>
    /// <param name="reasonText">Text of the reason.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task<RecognitionAnswer> CannotDecide(
        RecognitionRequest request, UndecidedReason reasonCode, string reasonText, CancellationToken cancellationToken) =>
        Ask(
            request.DeadlineMilliseconds,
            () => Recognition.CannotDecide(Canonical(request), reasonCode, reasonText, cancellationToken),
            cancellationToken);

    /// <summary>Size, shards, model version and policy of a gallery.</summary>
    public Task<GalleryDescription> Describe(string gallery) => Persist(() => Gallery(gallery).Describe());

    /// <summary>The gallery as it was when the client was opened, if its description was read then; else its present description.</summary>
    public Task<GalleryDescription> DescribeAtOpen(string gallery) =>
        _gallery?.Gallery == CanonicalName.Of(gallery) ? Task.FromResult(_gallery) : Describe(gallery);

    /// <summary>Sets the decision policy of a gallery.</summary>
    public Task SetPolicy(string gallery, DecisionPolicy policy) => Persist(() => Gallery(gallery).SetPolicy(policy));

    /// <summary>The stored calibration of a model version; null: none.</summary>
    public Task<Calibration?> GetCalibration(string modelVersion) => Persist(() => Registry.GetCalibration(modelVersion));

    /// <summary>The active model version; null: no other version than the first was ever activated.</summary>
    public Task<string?> ActiveVersion() => Persist(Registry.GetActive);

    /// <summary>Stores a calibration for its model version.</summary>
    public Task SetCalibration(Calibration calibration) => Persist(() => Registry.SetCalibration(calibration));

    /// <summary>Describes a gallery after checking that this client's encoder can be used with it.</summary>
    /// <exception cref="GridRequestException">The gallery is empty, or has templates of another model version.</exception>
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
                GridError.ModelMismatch,
                $"gallery '{gallery}'",
                $"holds templates of model {description.ModelVersion}, which are never compared with {_modelVersion}");
        }

        return description;
    }

    /// <summary>Templates and metadata of an identity; null: it does not exist.</summary>
    /// <exception cref="BadInputException">The name is invalid.</exception>
    public Task<IdentityRecord?> Get(string identity) => Persist(() => Identity(identity).Get());

    /// <summary>Erases an identity from its galleries and from storage. Idempotent for one <paramref name="operationId"/>.</summary>
    /// <returns>
    /// False: the identity did not exist. Always true after a repeated attempt, because an attempt with a lost answer may have erased it.
    /// </returns>
    /// <exception cref="BadInputException">The name is invalid.</exception>
    public async Task<bool> Remove(string identity, CancellationToken cancellationToken, string? operationId = null)
    {
        var (id, attempts) = (operationId ?? OperationId.New(), 0);
        var existed = await Persist(
            () =>
            {
                attempts++;
                return Identity(identity).RemoveOnce(id, cancellationToken);
            },
            cancellationToken);
        return existed || attempts > 1;
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

    /// <summary>Shards of the gallery's current model version with their numbers of identities and templates.</summary>
    public async Task<IReadOnlyList<(int Number, ShardSize Size)>> Shards(GalleryDescription gallery) =>
        [.. gallery.Shards.Zip(await Task.WhenAll(gallery.Shards.Select(n => Persist(() => Shard(gallery.Gallery, n).Size()))))];

    /// <summary>Stops a local silo and releases the folder's lock.</summary>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static RecognitionRequest Canonical(RecognitionRequest request) =>
        request with { Gallery = CanonicalName.Of(request.Gallery) };

    private static VerificationRequest Canonical(VerificationRequest request) =>
        request with { Identity = CanonicalName.Of(request.Identity), Gallery = CanonicalName.Of(request.Gallery) };

    /// <summary>
    /// Repeats an idempotent call (reads, enrolments and removals, docs/adr/0011) while silos or stores of a cluster are unavailable.
    /// </summary>
    private Task<T> Persist<T>(Func<Task<T>> call, CancellationToken cancellationToken = default) =>
        _connection.IsLocal ? call() : Transient.Retry(call, Patience, cancellationToken, Silence);

    private Task Persist(Func<Task> call) => Persist(async () =>
    {
        await call();
        return true;
    });

    /// <summary>
    /// A cluster answers within the deadline, if only that it cannot decide. No answer at all means that the silo which this client talks
    /// to has gone with the question: another one is asked.
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
}

using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>
/// Answers questions about probes; key: tenant. Stateless: it has as many activations as the load needs. Every question may be refused with
/// <see cref="GridError.TooManyRequests"/>, before anything is done for it, where the tenant has limits.
/// </summary>
[Callers(CallerRoles.Door)]
[Alias("FaceGrid.IRecognitionGrain")]
public interface IRecognitionGrain : IGrainWithStringKey
{
    /// <summary>1:K: encode once, ask all shards at the same time, merge, decide.</summary>
    /// <exception cref="GridRequestException">Unknown gallery, bound to another model, or a bad request.</exception>
    [Alias("Recognize")]
    Task<RecognitionAnswer> Recognize(RecognitionRequest request, CancellationToken cancellationToken);

    /// <summary>1:K by vote: every frame is decided on its own, and more than half of those that can be decided must agree.</summary>
    /// <exception cref="GridRequestException">Fewer than <see cref="BurstRequest.MinFrames"/> frames, or as for one photo.</exception>
    [Alias("RecognizeBurst")]
    Task<BurstAnswer> RecognizeBurst(BurstRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The answer to a question that cannot be put to the encoder (no face, not an image), with τ, size and predicted FPIR as for any
    /// other.
    /// </summary>
    /// <param name="request">Its crop has a name only.</param>
    [Alias("CannotDecide")]
    Task<RecognitionAnswer> CannotDecide(
        RecognitionRequest request, UndecidedReason reasonCode, string reasonText, CancellationToken cancellationToken);

    /// <summary>Number of people and templates that a search of the gallery compares with.</summary>
    [Alias("Size")]
    Task<ShardSize> Size(string gallery);

    /// <summary>1:1: encode, compare with the templates of one person, decide.</summary>
    /// <exception cref="GridRequestException">Unknown identity, or templates of another model version only.</exception>
    [Alias("Verify")]
    Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken);
}

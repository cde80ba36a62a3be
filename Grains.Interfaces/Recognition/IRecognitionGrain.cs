using FaceGrid.Grains.Interfaces.Galleries;

namespace FaceGrid.Grains.Interfaces.Recognition;

/// <summary>
/// Answers questions about probes; key: tenant. Keeps nothing, so there are as many as there is work. Every question may be refused with
/// <see cref="GridError.TooManyRequests"/>, before anything is done for it, where the tenant has limits.
/// </summary>
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

    /// <summary>The answer to a question that cannot be put to the encoder (no face, not a picture): τ, size and promise as for any other.</summary>
    /// <param name="request">Its crop has a name only.</param>
    [Alias("CannotDecide")]
    Task<RecognitionAnswer> CannotDecide(RecognitionRequest request, UndecidedReason why, string reason, CancellationToken cancellationToken);

    /// <summary>How much a search of the gallery goes through.</summary>
    [Alias("Size")]
    Task<ShardSize> Size(string gallery);

    /// <summary>1:1: encode, compare with the templates of one person, decide.</summary>
    /// <exception cref="GridRequestException">Unknown identity, or templates of another model version only.</exception>
    [Alias("Verify")]
    Task<VerificationAnswer> Verify(VerificationRequest request, CancellationToken cancellationToken);
}

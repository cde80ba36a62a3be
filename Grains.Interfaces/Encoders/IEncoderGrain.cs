using FaceGrid.Grains.Interfaces.Authority;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Interfaces.Encoders;

/// <summary>
/// A loaded encoder, key: its model version. Crops that arrive while a batch is on the device form the next batch.
/// </summary>
[Callers(CallerRoles.Silo)]
[Alias("FaceGrid.IEncoderGrain")]
public interface IEncoderGrain : IGrainWithStringKey
{
    /// <exception cref="GridRequestException">A crop of the wrong size, or a model version this grid does not have.</exception>
    [Alias("Encode")]
    Task<EncodeAnswer> Encode(IReadOnlyList<AlignedFace> crops, CancellationToken cancellationToken);
}

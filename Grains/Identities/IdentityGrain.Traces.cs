using FaceGrid.Grains.Interfaces.Encoders;
using FaceGrid.Grains.Interfaces.Identities;
using FaceGrid.Grains.Telemetry;

namespace FaceGrid.Grains.Identities;

/// <summary>Enrolment and removal as a trace shows them.</summary>
public sealed partial class IdentityGrain
{
    public async Task<EnrolmentReceipt> Enroll(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Enrolment(request.Gallery, request.ModelVersion);
        try
        {
            var receipt = await Add(request, cancellationToken);
            span?.SetTag("facegrid.templates", receipt.Templates).SetTag("facegrid.added", receipt.Added);
            return receipt;
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }

    public async Task<bool> Remove(CancellationToken cancellationToken)
    {
        using var span = GridTraces.Removal()?.SetTag("facegrid.templates", _durable?.Templates.Count ?? 0);
        try
        {
            return await Erase(cancellationToken);
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }

    private async Task<EncodeAnswer> Encode(EnrolmentRequest request, CancellationToken cancellationToken)
    {
        using var span = GridTraces.Encode(request.ModelVersion, request.Crops.Count);
        try
        {
            return await GrainFactory.GetGrain<IEncoderGrain>(request.ModelVersion).Encode(request.Crops, cancellationToken);
        }
        catch (Exception exception) when (GridTraces.Failed(span, exception))
        {
            throw;
        }
    }
}

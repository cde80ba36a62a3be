using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Grains.Interfaces.Identities;

namespace FaceGrid.Grains.Identities;

/// <summary>Rules that every enrolment must satisfy. Each method throws <see cref="GridRequestException"/> on a violation.</summary>
internal static class EnrolmentRules
{
    /// <summary>Names, operation id and number of crops.</summary>
    public static void CheckRequest(string identity, EnrolmentRequest request)
    {
        if (GridKeys.NameError(identity) is { } badName)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"identity '{identity}'", badName);
        }

        if (GridKeys.NameError(request.Gallery) is { } badGallery)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"gallery '{request.Gallery}'", badGallery);
        }

        if (request.Crops.Count == 0)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"identity '{identity}'", "an enrolment needs at least one photo");
        }

        OperationLog.CheckId(request.OperationId);
        CheckCount(identity, request.Crops.Count);
    }

    /// <param name="templates">Templates of one model version.</param>
    public static void CheckCount(string identity, int templates)
    {
        if (templates > IIdentityGrain.MaxTemplates)
        {
            throw new GridRequestException(
                GridError.InvalidRequest,
                $"identity '{identity}'",
                $"would have {templates} templates, the most is {IIdentityGrain.MaxTemplates}; remove the identity and enrol it again");
        }
    }

    public static void CheckModel(GalleryDescription gallery, string modelVersion)
    {
        if (gallery.ModelVersion is { } bound && bound != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"gallery '{gallery.Gallery}'",
                $"holds templates of model {bound}, which are never compared with {modelVersion}");
        }
    }

    /// <param name="otherGallery">A gallery that the person is in already, if that is the one whose policy counts.</param>
    public static void CheckQuality(IEnumerable<AlignedFace> crops, QualityLevel required, string? otherGallery = null)
    {
        foreach (var crop in crops)
        {
            if (FaceGate.QualityFault(crop.Evidence, required) is var (_, reason))
            {
                throw new GridRequestException(
                    GridError.PoorQuality,
                    crop.Name,
                    otherGallery is null ? reason : $"{reason} in gallery '{otherGallery}', which the person is in as well");
            }
        }
    }
}

using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Faces.VerificationHeads;

namespace FaceGrid.Grains.Recognition;

/// <summary>Converts the verification heads of requests.</summary>
internal static class VerificationHeadMessages
{
    /// <exception cref="GridRequestException">Of another model version than the request's, or no head.</exception>
    public static VerificationHead Read(HeadParameters message, string modelVersion)
    {
        if (message.ModelVersion != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"head '{message.Name}'",
                $"was trained for model {message.ModelVersion}, and encodings of {modelVersion} mean something else");
        }

        HeadKind? known = message.Kind switch
        {
            VerificationHeadKind.Distance => HeadKind.Distance,
            VerificationHeadKind.Absolute => HeadKind.Absolute,
            VerificationHeadKind.Squared => HeadKind.Squared,
            VerificationHeadKind.ChiSquare => HeadKind.ChiSquare,
            VerificationHeadKind.Concatenation => HeadKind.Concatenation,
            _ => null,
        };
        if (known is not { } kind)
        {
            throw new GridRequestException(GridError.InvalidRequest, $"head '{message.Name}'", $"has the unknown kind '{message.Kind}'");
        }

        var head = new VerificationHead(
            message.Name,
            kind,
            message.ModelVersion,
            message.Weights,
            message.Bias,
            message.Threshold,
            Regularisation: 0,
            TrainingPairs: 0);
        return head.ValidationError() is { } reason
            ? throw new GridRequestException(GridError.InvalidRequest, $"head '{message.Name}'", reason)
            : head;
    }
}

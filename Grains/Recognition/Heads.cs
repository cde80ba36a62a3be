using FaceGrid.Vision.Faces.Heads;

namespace FaceGrid.Grains.Recognition;

/// <summary>Verification heads as messages and as what they compute.</summary>
public static class Heads
{
    public static HeadParameters ToMessage(VerificationHead head) =>
        new(head.Name, head.Kind.ToString(), head.ModelVersion, head.Weights, head.Bias, head.Threshold);

    /// <exception cref="GridRequestException">Of another model version than the request's, or no head.</exception>
    public static VerificationHead FromMessage(HeadParameters message, string modelVersion)
    {
        if (message.ModelVersion != modelVersion)
        {
            throw new GridRequestException(
                GridError.ModelMismatch,
                $"head '{message.Name}'",
                $"was trained for model {message.ModelVersion}, and encodings of {modelVersion} mean something else");
        }

        if (!Enum.TryParse<HeadKind>(message.Kind, out var kind))
        {
            throw new GridRequestException(GridError.InvalidRequest, $"head '{message.Name}'", $"has the unknown kind '{message.Kind}'");
        }

        var head = new VerificationHead(
            message.Name, kind, message.ModelVersion, message.Weights, message.Bias, message.Threshold, Regularisation: 0, TrainingPairs: 0);
        return head.ValidationError() is { } reason
            ? throw new GridRequestException(GridError.InvalidRequest, $"head '{message.Name}'", reason)
            : head;
    }
}

using FaceGrid.Grains.Interfaces.Recognition;
using FaceGrid.Vision.Faces.VerificationHeads;

namespace FaceGrid.Client;

/// <summary>Verification heads as parameters of a request.</summary>
public static class VerificationHeadExtensions
{
    /// <summary>The head as the message that <see cref="VerificationRequest"/> carries.</summary>
    public static HeadParameters ToMessage(this VerificationHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return new HeadParameters(head.Name, head.Kind.ToString(), head.ModelVersion, head.Weights, head.Bias, head.Threshold);
    }
}

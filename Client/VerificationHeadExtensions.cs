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
        return new HeadParameters(head.Name, KindOf(head.Kind), head.ModelVersion, head.Weights, head.Bias, head.Threshold);
    }

    private static VerificationHeadKind KindOf(HeadKind kind) => kind switch
    {
        HeadKind.Distance => VerificationHeadKind.Distance,
        HeadKind.Absolute => VerificationHeadKind.Absolute,
        HeadKind.Squared => VerificationHeadKind.Squared,
        HeadKind.ChiSquare => VerificationHeadKind.ChiSquare,
        HeadKind.Concatenation => VerificationHeadKind.Concatenation,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "unknown kind of verification head"),
    };
}

using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Losses;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>
/// The loss term that classifies the training people. Its classifier is trained with the network and discarded afterwards.
/// </summary>
internal sealed class ClassTerm : IDisposable
{
    private readonly EncoderRunOptions _options;
    private readonly CosineMarginLoss? _cosines;
    private readonly SoftmaxClassifier? _softmax;

    /// <param name="options">Scale, margin and seed.</param>
    /// <param name="kind"><see cref="TrainingLossKind.CosineMargin"/> or <see cref="TrainingLossKind.Softmax"/>.</param>
    /// <param name="people">Number of training people.</param>
    public ClassTerm(EncoderRunOptions options, TrainingLossKind kind, int people)
    {
        _options = options;
        if (kind == TrainingLossKind.CosineMargin)
        {
            _cosines = new CosineMarginLoss(people, FaceEncoding.Dimension, options.Scale, options.Seed + 1);
        }
        else
        {
            _softmax = new SoftmaxClassifier(people, FaceEncoding.Dimension, hasUnknown: false, options.Seed + 1);
        }
    }

    /// <summary>The classifier.</summary>
    public nn.Module Module => (nn.Module?)_cosines ?? _softmax!;

    /// <param name="encodings">N x 128 of L2 norm 1, with gradient.</param>
    /// <param name="people">N: the person in each photo, as a number among the training people.</param>
    /// <param name="step">0 for the first.</param>
    /// <returns>The loss (a scalar), and the share of the batch that is classified right.</returns>
    public (Tensor Loss, double Right) Of(Tensor encodings, long[] people, int step)
    {
        var targets = tensor(people, device: encodings.device);
        if (_cosines is not null)
        {
            var cosines = _cosines.call(encodings);
            var margin = _options.CosineMargin * Math.Min(1, 4.0 * step / _options.Steps);
            return (_cosines.Loss(cosines, targets, margin), Right(cosines));
        }

        // Encodings lie on the unit sphere: without a scale the softmax could not reach probabilities near 1.
        var logits = _softmax!.call(encodings.Times(_options.Scale));
        return (_softmax.Loss(logits, people), Right(logits));

        double Right(Tensor outputs) => outputs.detach().argmax(1).eq(targets).to(ScalarType.Float32).mean().item<float>();
    }

    public void Dispose() => Module.Dispose();
}

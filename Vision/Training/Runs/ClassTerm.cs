using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Tensors;
using FaceGrid.Vision.Training.Losses;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Training.Runs;

/// <summary>The classifier of the training people, learned with the network and thrown away after it.</summary>
internal sealed class ClassTerm : IDisposable
{
    private readonly EncoderRunOptions _options;
    private readonly CosineMarginLoss? _cosines;
    private readonly SoftmaxClassifier? _softmax;

    /// <param name="people">Training people.</param>
    public ClassTerm(EncoderRunOptions options, TrainingLossKind kind, int people)
    {
        _options = options;
        if (kind == TrainingLossKind.CosineMargin)
        {
            _cosines = new CosineMarginLoss(people, FaceEncoding.Dimension, options.Scale, options.Seed + 1);
        }
        else
        {
            _softmax = new SoftmaxClassifier(people, FaceEncoding.Dimension, withNobody: false, options.Seed + 1);
        }
    }

    public nn.Module Module => (nn.Module?)_cosines ?? _softmax!;

    /// <returns>The loss, and the share of the batch that is classified right.</returns>
    public (Tensor Loss, double Right) Of(Tensor encodings, long[] people, int step)
    {
        var targets = tensor(people, device: encodings.device);
        if (_cosines is not null)
        {
            var cosines = _cosines.call(encodings);
            return (_cosines.Loss(cosines, targets, _options.CosineMargin * Math.Min(1, 4.0 * step / _options.Steps)), Right(cosines));
        }

        // Encodings lie on the unit sphere: without a scale no softmax over them could be sure of anything.
        var logits = _softmax!.call(encodings.Times(_options.Scale));
        return (_softmax.Loss(logits, people), Right(logits));

        double Right(Tensor outputs) => outputs.detach().argmax(1).eq(targets).to(ScalarType.Float32).mean().item<float>();
    }

    public void Dispose() => Module.Dispose();
}

using FaceGrid.Vision.Styling;
using FaceGrid.Vision.Styling.Runs;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tests.Styling.Runs;

/// <summary>
/// Mean of ((G − C)/16)⁴/4 + (mean(G) − mean(S))²/2 + a smoothness term: not quadratic, and its pixels depend on each other.
/// </summary>
internal sealed class NearObjective : IPixelObjective
{
    private readonly Tensor _content;
    private readonly Tensor _style;
    private int _evaluations;

    public NearObjective(StyleScene scene)
    {
        _content = scene.Content.clone().DetachFromDisposeScope();
        _style = scene.Styles[0].Image.mean(new long[] { 2, 3 }, keepdim: true).DetachFromDisposeScope();
    }

    /// <summary>The evaluation, from 1 on, that finds no number.</summary>
    public int FailsAt { get; init; } = -1;

    /// <summary>Least and most of every image that was evaluated.</summary>
    public List<(float Least, float Most)>? Seen { get; init; }

    public StyleLosses Evaluate(Tensor image, Tensor gradient)
    {
        using var scope = NewDisposeScope();
        Seen?.Add((image.min().item<float>(), image.max().item<float>()));
        var x = image.detach().clone().requires_grad_();
        var content = x.sub(_content).DividedBy(16).Squared().Squared().mean().Times(0.25);
        var style = x.mean(new long[] { 2, 3 }, keepdim: true).sub(_style).Squared().sum().Times(0.5);
        var columns = x.shape[3];
        var smooth = x.narrow(3, 1, columns - 1).sub(x.narrow(3, 0, columns - 1)).Squared().mean().Times(0.01);
        content.Plus(style).Plus(smooth).backward();
        gradient.copy_(x.grad!);
        var (c, s, t) = (content.item<float>(), style.item<float>(), smooth.item<float>());
        return new StyleLosses(++_evaluations == FailsAt ? double.NaN : (double)c + s + t, [c], [s / 2.0, s / 2.0], t);
    }

    public void Dispose()
    {
        _content.Dispose();
        _style.Dispose();
    }
}

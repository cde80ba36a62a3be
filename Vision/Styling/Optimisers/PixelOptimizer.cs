using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>Base of the optimisers: memory of the gradient, clamping, and the check that costs and gradients are finite.</summary>
public abstract class PixelOptimizer : IPixelOptimizer
{
    /// <summary>Rows are padded to a multiple of this number of elements: 64 bytes in float32.</summary>
    private const int Alignment = 16;

    private readonly List<Tensor> _owned = [];

    private protected PixelOptimizer(Tensor image, bool clamp)
    {
        ArgumentNullException.ThrowIfNull(image);
        Clamp = clamp;
        Gradient = OwnZeros(image);
    }

    /// <summary>∂J/∂G of the last evaluation: 1 x 3 x H x W.</summary>
    private protected Tensor Gradient { get; set; }

    /// <summary>Pixels are clamped to 0..255 after every step.</summary>
    private protected bool Clamp { get; }

    /// <summary>Creates an optimiser.</summary>
    /// <param name="settings">Kind and parameters.</param>
    /// <param name="image">1 x 3 x H x W: determines shape, type and device.</param>
    /// <param name="clamp">Clamps pixels to 0..255 after every step.</param>
    /// <exception cref="BadInputException">A parameter is out of range.</exception>
    public static IPixelOptimizer Create(OptimizerSettings settings, Tensor image, bool clamp)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        return settings.Kind switch
        {
            StyleOptimizer.GradientDescent => new GradientDescent(settings, image, clamp),
            StyleOptimizer.Adam => new Adam(settings, image, clamp),
            _ => new LBfgs(settings, image, clamp),
        };
    }

    /// <summary>Creates an optimiser with a saved state; its steps are the same, bit for bit, as those of the saved one.</summary>
    /// <param name="settings">Kind and parameters of the saved optimiser.</param>
    /// <param name="image">1 x 3 x H x W.</param>
    /// <param name="clamp">As for the saved optimiser.</param>
    /// <param name="state">Holds the state of <see cref="Save"/>.</param>
    /// <exception cref="BadInputException">The state is of another optimiser or image.</exception>
    public static IPixelOptimizer Load(OptimizerSettings settings, Tensor image, bool clamp, CheckpointReader state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var optimizer = (PixelOptimizer)Create(settings, image, clamp);
        try
        {
            optimizer.Restore(state);
            return optimizer;
        }
        catch
        {
            optimizer.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public StyleLosses Step(Tensor image, IPixelObjective objective)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(objective);
        using var scope = NewDisposeScope();
        return Advance(image, objective);
    }

    /// <inheritdoc/>
    public abstract void Save(CheckpointWriter state);

    /// <inheritdoc/>
    public void Dispose()
    {
        _owned.ForEach(t => t.Dispose());
        _owned.Clear();
        GC.SuppressFinalize(this);
    }

    private protected abstract StyleLosses Advance(Tensor image, IPixelObjective objective);

    private protected abstract void Restore(CheckpointReader state);

    /// <summary>J and its gradient; where the gradient is not finite, J becomes NaN.</summary>
    private protected static StyleLosses Evaluate(IPixelObjective objective, Tensor image, Tensor gradient)
    {
        var losses = objective.Evaluate(image, gradient);
        return losses.IsFinite && !double.IsFinite(Value(gradient.sum())) ? losses with { Total = double.NaN } : losses;
    }

    /// <summary>A tensor of zeros that is disposed with the optimiser.</summary>
    private protected Tensor OwnZeros(Tensor like)
    {
        var zeros = zeros_like(like).DetachFromDisposeScope();
        _owned.Add(zeros);
        return zeros;
    }

    /// <inheritdoc cref="OwnZeros(Tensor)"/>
    private protected Tensor OwnZeros(long[] shape, Tensor like)
    {
        var all = zeros(shape, dtype: like.dtype, device: like.device).DetachFromDisposeScope();
        _owned.Add(all);
        return all;
    }

    /// <summary>
    /// Zeros of rows x elements of an image, with every row aligned like the first: the last bit of a dot product depends on alignment, and
    /// the row of a vector may depend on how often the run was resumed.
    /// </summary>
    private protected Tensor OwnRows(long rows, Tensor image)
    {
        var length = image.numel();
        var stride = (length + Alignment - 1) / Alignment * Alignment;
        using var padded = zeros([rows, stride], dtype: image.dtype, device: image.device);
        var view = padded.narrow(1, 0, length).DetachFromDisposeScope();
        _owned.Add(view);
        return view;
    }

    private protected void ClampIfAsked(Tensor image)
    {
        if (Clamp)
        {
            image.ClampInPlace(0, 255);
        }
    }

    private protected static double Value(Tensor scalar) => scalar.to_type(ScalarType.Float64).cpu().item<double>();
}

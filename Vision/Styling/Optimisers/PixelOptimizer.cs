using FaceGrid.Vision.Styling.Checkpoints;
using FaceGrid.Vision.Tensors;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Styling.Optimisers;

/// <summary>What the optimisers share: the gradient's memory, clamping, and the refusal to go on with numbers that are none.</summary>
public abstract class PixelOptimizer : IPixelOptimizer
{
    /// <summary>Elements that the memory of a row is a multiple of: 64 bytes in float32.</summary>
    private const int Alignment = 16;

    private readonly List<Tensor> _owned = [];

    private protected PixelOptimizer(Tensor image, bool clamp)
    {
        ArgumentNullException.ThrowIfNull(image);
        Clamp = clamp;
        Gradient = OwnZeros(image);
    }

    /// <summary>∂J/∂G of the last evaluation, of the image's shape.</summary>
    private protected Tensor Gradient { get; set; }

    /// <summary>Every step ends within 0..255.</summary>
    private protected bool Clamp { get; }

    /// <param name="image">Whose shape, type and device the optimiser takes.</param>
    /// <param name="clamp">Every step ends within 0..255.</param>
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

    /// <summary>An optimiser that goes on exactly where the saved one was.</summary>
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

    public StyleLosses Step(Tensor image, IPixelObjective objective)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(objective);
        using var scope = NewDisposeScope();
        return Advance(image, objective);
    }

    public abstract void Save(CheckpointWriter state);

    public void Dispose()
    {
        _owned.ForEach(t => t.Dispose());
        _owned.Clear();
        GC.SuppressFinalize(this);
    }

    private protected abstract StyleLosses Advance(Tensor image, IPixelObjective objective);

    private protected abstract void Restore(CheckpointReader state);

    /// <summary>J and its gradient; a gradient with a hole in it makes J not a number.</summary>
    private protected static StyleLosses Evaluate(IPixelObjective objective, Tensor image, Tensor gradient)
    {
        var losses = objective.Evaluate(image, gradient);
        return losses.IsFinite && !double.IsFinite(Value(gradient.sum())) ? losses with { Total = double.NaN } : losses;
    }

    /// <summary>Memory that lives as long as the optimiser.</summary>
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
    /// Rows x elements of an image, each row beginning as aligned as the first: a dot product depends on that in the last bit, and which
    /// row a vector lies in may depend on how often the run was resumed.
    /// </summary>
    private protected Tensor OwnRows(long rows, Tensor image)
    {
        var length = image.numel();
        using var padded = zeros([rows, (length + Alignment - 1) / Alignment * Alignment], dtype: image.dtype, device: image.device);
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

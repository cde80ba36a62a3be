using TorchSharp;
using static TorchSharp.torch;

namespace FaceGrid.Vision.Tensors;

/// <summary>
/// Arithmetic of tensors and numbers that replaces TorchSharp's operators (docs/adr/0014). Those convert the number to a
/// <see cref="Scalar"/> that is unreachable during the native call, so that the garbage collector can free it while the call reads
/// it. Here each scalar is kept alive until the call has returned. Results are bit-identical to TorchSharp's and belong to the
/// current dispose scope.
/// </summary>
/// <remarks>
/// For floating-point tensors: a number is a double, rounded by the operation to the tensor's type. Operations "in place" change
/// the tensor that they are called on and return it. Errors of libtorch, for example shapes that do not broadcast, are thrown as
/// <see cref="System.Runtime.InteropServices.ExternalException"/>.
/// </remarks>
public static class ScalarOperations
{
#pragma warning disable RS0030 // The only place that creates scalars: each is held by a variable until the native call has returned.

    /// <summary>The factor 1 of a sum; an integer, because integral tensors require it.</summary>
    private static readonly Scalar One = 1.ToScalar();

    /// <summary>tensor + other.</summary>
    public static Tensor Plus(this Tensor tensor, Tensor other) => tensor.add(other, One);

    /// <summary>tensor + value.</summary>
    public static Tensor Plus(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.add(scalar, One);
    }

    /// <summary>value · tensor.</summary>
    public static Tensor Times(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.mul(scalar);
    }

    /// <summary>tensor / value.</summary>
    public static Tensor DividedBy(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.div(scalar);
    }

    /// <summary>tensor - value.</summary>
    public static Tensor Minus(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.sub(scalar);
    }

    /// <summary>The square of every element.</summary>
    public static Tensor Squared(this Tensor tensor)
    {
        using var two = 2.ToScalar();
        return tensor.pow(two);
    }

    /// <summary>max(tensor, least), element by element; the gradient is 0 where the tensor is below.</summary>
    public static Tensor AtLeast(this Tensor tensor, double least)
    {
        using var scalar = least.ToScalar();
        return tensor.clamp_min(scalar);
    }

    /// <summary>min(max(tensor, least), most), element by element.</summary>
    public static Tensor Between(this Tensor tensor, double least, double most)
    {
        using var low = least.ToScalar();
        using var high = most.ToScalar();
        return tensor.clamp(low, high);
    }

    /// <summary>Whether each element is greater than <paramref name="value"/>: a boolean tensor of the same shape.</summary>
    public static Tensor GreaterThan(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.gt(scalar);
    }

    /// <summary>Leaky ReLU: x for x &gt; 0, slope · x otherwise.</summary>
    public static Tensor LeakyRectified(this Tensor tensor, double slope)
    {
        using var scalar = slope.ToScalar();
        return tensor.leaky_relu(scalar);
    }

    /// <summary>A new tensor of one value.</summary>
    /// <param name="type">Null: TorchSharp's default type, float32 unless it was changed.</param>
    public static Tensor Filled(long[] shape, double value, ScalarType? type = null)
    {
        using var scalar = value.ToScalar();
        return full(shape, scalar, dtype: type);
    }

    /// <summary>tensor += other.</summary>
    public static Tensor AddInPlace(this Tensor tensor, Tensor other) => tensor.add_(other, One);

    /// <summary>tensor += value.</summary>
    public static Tensor AddInPlace(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.add_(scalar, One);
    }

    /// <summary>tensor += factor · other.</summary>
    public static Tensor AddMultipleInPlace(this Tensor tensor, Tensor other, double factor)
    {
        using var scalar = factor.ToScalar();
        return tensor.add_(other, scalar);
    }

    /// <summary>tensor += factor · a · b, element by element.</summary>
    public static Tensor AddProductInPlace(this Tensor tensor, Tensor a, Tensor b, double factor)
    {
        using var scalar = factor.ToScalar();
        return tensor.addcmul_(a, b, scalar);
    }

    /// <summary>tensor += factor · a / b, element by element.</summary>
    public static Tensor AddQuotientInPlace(this Tensor tensor, Tensor a, Tensor b, double factor)
    {
        using var scalar = factor.ToScalar();
        return tensor.addcdiv_(a, b, scalar);
    }

    /// <summary>tensor *= value.</summary>
    public static Tensor MultiplyInPlace(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.mul_(scalar);
    }

    /// <summary>tensor /= value.</summary>
    public static Tensor DivideInPlace(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.div_(scalar);
    }

    /// <summary>Sets every element to value.</summary>
    public static Tensor FillInPlace(this Tensor tensor, double value)
    {
        using var scalar = value.ToScalar();
        return tensor.fill_(scalar);
    }

    /// <summary>tensor = min(max(tensor, least), most), element by element.</summary>
    public static Tensor ClampInPlace(this Tensor tensor, double least, double most)
    {
        using var low = least.ToScalar();
        using var high = most.ToScalar();
        return tensor.clamp_(low, high);
    }

    /// <summary>Leaky ReLU in place: x for x &gt; 0, slope · x otherwise.</summary>
    public static Tensor LeakyRectifyInPlace(this Tensor tensor, double slope)
    {
        using var scalar = slope.ToScalar();
        return tensor.leaky_relu_(scalar);
    }
}

using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>A number as libtorch takes one beside a tensor: it does not decide the result's type within its kind.</summary>
public sealed class Scalar : IDisposable
{
    internal NativeScalar Value { get; }

    internal Scalar(NativeScalar value) => Value = value;

    public torch.ScalarType Type => Value.Kind switch
    {
        NativeScalar.Integer => torch.ScalarType.Int64,
        NativeScalar.Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    /// <summary>Nothing is held here; TorchSharp's scalars are native objects.</summary>
    public void Dispose()
    {
    }
}

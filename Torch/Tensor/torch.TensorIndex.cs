using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Subscripts.</summary>
public static partial class torch
{
    /// <summary>One subscript of <c>a[...]</c>: a number, a slice, a mask or an index tensor, a new dimension, or all that remain.</summary>
    public struct TensorIndex
    {
        public static TensorIndex Ellipsis = new() { _kind = Kind.Ellipsis };

        public static TensorIndex None = new() { _kind = Kind.None };

        public static TensorIndex Null = new() { _kind = Kind.None };

        public static TensorIndex Colon = Slice();

        private long _start;
        private long _stop;
        private long _step;
        private Kind _kind;
        private Tensor? _tensor;

        /// <summary>The numbers are the shim's.</summary>
        private enum Kind
        {
            None = 0,
            Single = 1,
            Ellipsis = 2,
            Bool = 3,
            Tensor = 4,
            Slice = 5,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new()
        {
            _start = start ?? NativeIndex.Open,
            _stop = stop ?? NativeIndex.Open,
            _step = step ?? NativeIndex.Open,
            _kind = Kind.Slice,
        };

        public static TensorIndex Slice((int? start, int? end) range) => Slice((long?)range.start, range.end);

        public static TensorIndex Slice(Range range)
        {
            long? end = range.End.IsFromEnd ? (range.End.Value == 0 ? null : -range.End.Value) : range.End.Value;
            return Slice(range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value, end);
        }

        public static TensorIndex Bool(bool value) => new() { _start = value ? 1 : 0, _kind = Kind.Bool };

        public static TensorIndex Single(long? index) => new() { _start = index ?? 0, _kind = index is null ? Kind.None : Kind.Single };

        public static TensorIndex Tensor(Tensor tensor) => new() { _tensor = tensor, _kind = Kind.Tensor };

        internal readonly NativeIndex ToNative() => new()
        {
            Start = _start,
            Stop = _stop,
            Step = _step,
            Kind = (int)_kind,
            Tensor = Native.Optional(_tensor),
        };
    }
}

using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Comparisons, element by element.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Native.Made(Native.fg_eq(Handle, target.Handle), this, target);

        public Tensor eq_(Tensor target) => Native.Acted(Native.fg_eq_i(Handle, target.Handle), this, target);

        public Tensor eq(Scalar target) => Native.Made(Native.fg_eq_s(Handle, target.Value), this);

        public Tensor eq_(Scalar target) => Native.Acted(Native.fg_eq_si(Handle, target.Value), this);

        public Tensor ge(Tensor target) => Native.Made(Native.fg_ge(Handle, target.Handle), this, target);

        public Tensor ge_(Tensor target) => Native.Acted(Native.fg_ge_i(Handle, target.Handle), this, target);

        public Tensor ge(Scalar target) => Native.Made(Native.fg_ge_s(Handle, target.Value), this);

        public Tensor ge_(Scalar target) => Native.Acted(Native.fg_ge_si(Handle, target.Value), this);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor gt(Tensor target) => Native.Made(Native.fg_gt(Handle, target.Handle), this, target);

        public Tensor gt_(Tensor target) => Native.Acted(Native.fg_gt_i(Handle, target.Handle), this, target);

        public Tensor gt(Scalar target) => Native.Made(Native.fg_gt_s(Handle, target.Value), this);

        public Tensor gt_(Scalar target) => Native.Acted(Native.fg_gt_si(Handle, target.Value), this);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor le(Tensor target) => Native.Made(Native.fg_le(Handle, target.Handle), this, target);

        public Tensor le_(Tensor target) => Native.Acted(Native.fg_le_i(Handle, target.Handle), this, target);

        public Tensor le(Scalar target) => Native.Made(Native.fg_le_s(Handle, target.Value), this);

        public Tensor le_(Scalar target) => Native.Acted(Native.fg_le_si(Handle, target.Value), this);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor less_equal_(Tensor target) => le_(target);

        public Tensor lt(Tensor target) => Native.Made(Native.fg_lt(Handle, target.Handle), this, target);

        public Tensor lt_(Tensor target) => Native.Acted(Native.fg_lt_i(Handle, target.Handle), this, target);

        public Tensor lt(Scalar target) => Native.Made(Native.fg_lt_s(Handle, target.Value), this);

        public Tensor lt_(Scalar target) => Native.Acted(Native.fg_lt_si(Handle, target.Value), this);

        public Tensor less(Tensor target) => lt(target);

        public Tensor ne(Tensor target) => Native.Made(Native.fg_ne(Handle, target.Handle), this, target);

        public Tensor ne_(Tensor target) => Native.Acted(Native.fg_ne_i(Handle, target.Handle), this, target);

        public Tensor ne(Scalar target) => Native.Made(Native.fg_ne_s(Handle, target.Value), this);

        public Tensor ne_(Scalar target) => Native.Acted(Native.fg_ne_si(Handle, target.Value), this);

        public Tensor not_equal(Tensor target) => ne(target);

        public Tensor not_equal_(Tensor target) => ne_(target);

        public Tensor equal(Tensor target) => eq(target);
    }
}

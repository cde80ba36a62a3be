using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>New tensors after the model of one, and random contents.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_empty_like(Handle, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_zeros_like(Handle, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_ones_like(Handle, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_full_like(Handle, value.Value, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_rand_like(Handle, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_randn_like(Handle, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => Native.Made(Native.fg_randint_like(Handle, low, high, NativeOptions.Like(this, dtype, device, requires_grad)), this);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
            => torch.full(size, value, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor bernoulli(Generator? generator = null) => Native.Made(Native.fg_bernoulli(Handle, HandleOf(generator)), this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null)
            => Native.Made(Native.fg_multinomial(Handle, num_samples, replacement, HandleOf(generator)), this, generator);

        public Tensor poisson(Generator? generator = null) => Native.Made(Native.fg_poisson(Handle, HandleOf(generator)), this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Native.Acted(Native.fg_bernoulli_i(Handle, p, HandleOf(generator)), this, generator);

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Native.Acted(Native.fg_exponential_i(Handle, lambda, HandleOf(generator)), this, generator);

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Native.Acted(Native.fg_normal_i(Handle, mean, std, HandleOf(generator)), this, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) => Native.Acted(Native.fg_uniform_i(Handle, from, to, HandleOf(generator)), this, generator);

        public Tensor random_(double from, double to, Generator? generator = null) => Native.Acted(Native.fg_random_i(Handle, (long)from, (long)to, HandleOf(generator)), this, generator);
    }
}

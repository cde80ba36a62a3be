// New tensors: from memory, filled, counted, random.
#include "shim.h"

static at::Tensor with_grad(at::Tensor made, const FgOptions& options)
{
    return options.requires_grad ? made.set_requires_grad(true) : made;
}

static c10::optional<at::Generator> generator_of(void* generator)
{
    return generator == nullptr ? c10::optional<at::Generator>() : c10::optional<at::Generator>(*static_cast<at::Generator*>(generator));
}

// Copies: the managed array may move or die afterwards.
FG_API FgTensor fg_from_memory(const void* data, int8_t data_dtype, const int64_t* size, int32_t dims, FgOptions options)
{
    return fg::make([&] {
        auto view = at::from_blob(const_cast<void*>(data), fg::ints(size, dims), at::TensorOptions().dtype(static_cast<at::ScalarType>(data_dtype)));
        return with_grad(view.to(fg::options(options), /*non_blocking=*/false, /*copy=*/true), options);
    });
}
FG_API FgTensor fg_scalar_tensor(FgScalar value, FgOptions options)
{
    return fg::make([&] { return with_grad(at::scalar_tensor(fg::scalar(value), fg::options(options)), options); });
}
FG_API FgTensor fg_empty(const int64_t* size, int32_t dims, FgOptions options)
{
    return fg::make([&] { return with_grad(at::empty(fg::ints(size, dims), fg::options(options)), options); });
}
FG_API FgTensor fg_empty_strided(const int64_t* size, int32_t dims, const int64_t* strides, FgOptions options)
{
    return fg::make([&] { return with_grad(at::empty_strided(fg::ints(size, dims), fg::ints(strides, dims), fg::options(options)), options); });
}
FG_API FgTensor fg_zeros(const int64_t* size, int32_t dims, FgOptions options)
{
    return fg::make([&] { return with_grad(at::zeros(fg::ints(size, dims), fg::options(options)), options); });
}
FG_API FgTensor fg_ones(const int64_t* size, int32_t dims, FgOptions options)
{
    return fg::make([&] { return with_grad(at::ones(fg::ints(size, dims), fg::options(options)), options); });
}
FG_API FgTensor fg_full(const int64_t* size, int32_t dims, FgScalar value, FgOptions options)
{
    return fg::make([&] { return with_grad(at::full(fg::ints(size, dims), fg::scalar(value), fg::options(options)), options); });
}
FG_API FgTensor fg_arange(FgScalar start, FgScalar end, FgScalar step, FgOptions options)
{
    return fg::make([&] { return with_grad(at::arange(fg::scalar(start), fg::scalar(end), fg::scalar(step), fg::options(options)), options); });
}
FG_API FgTensor fg_linspace(double start, double end, int64_t steps, FgOptions options)
{
    return fg::make([&] { return with_grad(at::linspace(start, end, steps, fg::options(options)), options); });
}
FG_API FgTensor fg_logspace(double start, double end, int64_t steps, double base, FgOptions options)
{
    return fg::make([&] { return with_grad(at::logspace(start, end, steps, base, fg::options(options)), options); });
}
FG_API FgTensor fg_eye(int64_t rows, int64_t columns, FgOptions options)
{
    return fg::make([&] { return with_grad(at::eye(rows, columns, fg::options(options)), options); });
}
FG_API FgTensor fg_rand(const int64_t* size, int32_t dims, void* generator, FgOptions options)
{
    return fg::make([&] { return with_grad(at::rand(fg::ints(size, dims), generator_of(generator), fg::options(options)), options); });
}
FG_API FgTensor fg_randn(const int64_t* size, int32_t dims, void* generator, FgOptions options)
{
    return fg::make([&] { return with_grad(at::randn(fg::ints(size, dims), generator_of(generator), fg::options(options)), options); });
}
FG_API FgTensor fg_randint(int64_t low, int64_t high, const int64_t* size, int32_t dims, void* generator, FgOptions options)
{
    return fg::make([&] { return with_grad(at::randint(low, high, fg::ints(size, dims), generator_of(generator), fg::options(options)), options); });
}
FG_API FgTensor fg_randperm(int64_t n, void* generator, FgOptions options)
{
    return fg::make([&] { return with_grad(at::randperm(n, generator_of(generator), fg::options(options)), options); });
}
FG_API FgTensor fg_empty_like(FgTensor t, FgOptions options) { return fg::make([&] { return with_grad(at::empty_like(*t, fg::options(options)), options); }); }
FG_API FgTensor fg_zeros_like(FgTensor t, FgOptions options) { return fg::make([&] { return with_grad(at::zeros_like(*t, fg::options(options)), options); }); }
FG_API FgTensor fg_ones_like(FgTensor t, FgOptions options) { return fg::make([&] { return with_grad(at::ones_like(*t, fg::options(options)), options); }); }
FG_API FgTensor fg_full_like(FgTensor t, FgScalar value, FgOptions options) { return fg::make([&] { return with_grad(at::full_like(*t, fg::scalar(value), fg::options(options)), options); }); }
FG_API FgTensor fg_rand_like(FgTensor t, FgOptions options) { return fg::make([&] { return with_grad(at::rand_like(*t, fg::options(options)), options); }); }
FG_API FgTensor fg_randn_like(FgTensor t, FgOptions options) { return fg::make([&] { return with_grad(at::randn_like(*t, fg::options(options)), options); }); }
FG_API FgTensor fg_randint_like(FgTensor t, int64_t low, int64_t high, FgOptions options) { return fg::make([&] { return with_grad(at::randint_like(*t, low, high, fg::options(options)), options); }); }

FG_API int32_t fg_normal_i(FgTensor t, double mean, double std, void* generator) { return fg::act([&] { t->normal_(mean, std, generator_of(generator)); }); }
FG_API int32_t fg_uniform_i(FgTensor t, double from, double to, void* generator) { return fg::act([&] { t->uniform_(from, to, generator_of(generator)); }); }
FG_API int32_t fg_bernoulli_i(FgTensor t, double p, void* generator) { return fg::act([&] { t->bernoulli_(p, generator_of(generator)); }); }
FG_API int32_t fg_exponential_i(FgTensor t, double lambda, void* generator) { return fg::act([&] { t->exponential_(lambda, generator_of(generator)); }); }
FG_API int32_t fg_random_i(FgTensor t, int64_t from, int64_t to, void* generator) { return fg::act([&] { t->random_(from, to, generator_of(generator)); }); }
FG_API FgTensor fg_bernoulli(FgTensor t, void* generator) { return fg::make([&] { return at::bernoulli(*t, generator_of(generator)); }); }
FG_API FgTensor fg_multinomial(FgTensor t, int64_t samples, uint8_t replacement, void* generator) { return fg::make([&] { return at::multinomial(*t, samples, replacement != 0, generator_of(generator)); }); }
FG_API FgTensor fg_poisson(FgTensor t, void* generator) { return fg::make([&] { return at::poisson(*t, generator_of(generator)); }); }
FG_API FgTensor fg_normal_tensors(FgTensor mean, FgTensor std, void* generator) { return fg::make([&] { return at::normal(*mean, *std, generator_of(generator)); }); }

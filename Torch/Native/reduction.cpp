// Sums, extremes, orders.
#include "shim.h"

FG_API FgTensor fg_sum(FgTensor a, int8_t dtype) { return fg::make([&] { return at::sum(*a, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_sum_dims(FgTensor a, const int64_t* dims, int32_t count, uint8_t keepdim, int8_t dtype) { return fg::make([&] { return at::sum(*a, fg::ints(dims, count), keepdim != 0, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_mean(FgTensor a) { return fg::make([&] { return at::mean(*a); }); }
FG_API FgTensor fg_mean_dims(FgTensor a, const int64_t* dims, int32_t count, uint8_t keepdim, int8_t dtype) { return fg::make([&] { return at::mean(*a, fg::ints(dims, count), keepdim != 0, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_nansum(FgTensor a) { return fg::make([&] { return at::nansum(*a); }); }
FG_API FgTensor fg_prod(FgTensor a, int8_t dtype) { return fg::make([&] { return at::prod(*a, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_prod_dim(FgTensor a, int64_t dim, uint8_t keepdim, int8_t dtype) { return fg::make([&] { return at::prod(*a, dim, keepdim != 0, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_var(FgTensor a, uint8_t unbiased) { return fg::make([&] { return at::var(*a, unbiased != 0); }); }
FG_API FgTensor fg_std(FgTensor a, uint8_t unbiased) { return fg::make([&] { return at::std(*a, unbiased != 0); }); }
FG_API FgTensor fg_var_dims(FgTensor a, const int64_t* dims, int32_t count, uint8_t unbiased, uint8_t keepdim) { return fg::make([&] { return at::var(*a, fg::ints(dims, count), unbiased != 0, keepdim != 0); }); }
FG_API FgTensor fg_std_dims(FgTensor a, const int64_t* dims, int32_t count, uint8_t unbiased, uint8_t keepdim) { return fg::make([&] { return at::std(*a, fg::ints(dims, count), unbiased != 0, keepdim != 0); }); }
FG_API int32_t fg_var_mean_dims(FgTensor a, const int64_t* dims, int32_t count, uint8_t unbiased, uint8_t keepdim, FgTensor* variance, FgTensor* mean)
{
    return fg::make_two(variance, mean, [&] { return at::var_mean(*a, fg::ints(dims, count), unbiased != 0, keepdim != 0); });
}
FG_API int32_t fg_std_mean_dims(FgTensor a, const int64_t* dims, int32_t count, uint8_t unbiased, uint8_t keepdim, FgTensor* deviation, FgTensor* mean)
{
    return fg::make_two(deviation, mean, [&] { return at::std_mean(*a, fg::ints(dims, count), unbiased != 0, keepdim != 0); });
}
FG_API int32_t fg_var_mean(FgTensor a, uint8_t unbiased, FgTensor* variance, FgTensor* mean) { return fg::make_two(variance, mean, [&] { return at::var_mean(*a, unbiased != 0); }); }
FG_API int32_t fg_std_mean(FgTensor a, uint8_t unbiased, FgTensor* deviation, FgTensor* mean) { return fg::make_two(deviation, mean, [&] { return at::std_mean(*a, unbiased != 0); }); }

FG_API FgTensor fg_all(FgTensor a) { return fg::make([&] { return at::all(*a); }); }
FG_API FgTensor fg_any(FgTensor a) { return fg::make([&] { return at::any(*a); }); }
FG_API FgTensor fg_all_dim(FgTensor a, int64_t dim, uint8_t keepdim) { return fg::make([&] { return at::all(*a, dim, keepdim != 0); }); }
FG_API FgTensor fg_any_dim(FgTensor a, int64_t dim, uint8_t keepdim) { return fg::make([&] { return at::any(*a, dim, keepdim != 0); }); }
FG_API FgTensor fg_count_nonzero(FgTensor a, const int64_t* dims, int32_t count)
{
    return fg::make([&] { return count < 0 ? at::count_nonzero(*a) : at::count_nonzero(*a, fg::ints(dims, count)); });
}

FG_API FgTensor fg_max(FgTensor a) { return fg::make([&] { return at::max(*a); }); }
FG_API FgTensor fg_min(FgTensor a) { return fg::make([&] { return at::min(*a); }); }
FG_API int32_t fg_max_dim(FgTensor a, int64_t dim, uint8_t keepdim, FgTensor* values, FgTensor* indexes) { return fg::make_two(values, indexes, [&] { return at::max(*a, dim, keepdim != 0); }); }
FG_API int32_t fg_min_dim(FgTensor a, int64_t dim, uint8_t keepdim, FgTensor* values, FgTensor* indexes) { return fg::make_two(values, indexes, [&] { return at::min(*a, dim, keepdim != 0); }); }
FG_API FgTensor fg_amax(FgTensor a, const int64_t* dims, int32_t count, uint8_t keepdim) { return fg::make([&] { return at::amax(*a, fg::ints(dims, count), keepdim != 0); }); }
FG_API FgTensor fg_amin(FgTensor a, const int64_t* dims, int32_t count, uint8_t keepdim) { return fg::make([&] { return at::amin(*a, fg::ints(dims, count), keepdim != 0); }); }
FG_API int32_t fg_aminmax(FgTensor a, int64_t dim, uint8_t has_dim, uint8_t keepdim, FgTensor* low, FgTensor* high)
{
    return fg::make_two(low, high, [&] { return at::aminmax(*a, has_dim ? c10::optional<int64_t>(dim) : c10::nullopt, keepdim != 0); });
}
FG_API FgTensor fg_argmax(FgTensor a) { return fg::make([&] { return at::argmax(*a); }); }
FG_API FgTensor fg_argmin(FgTensor a) { return fg::make([&] { return at::argmin(*a); }); }
FG_API FgTensor fg_argmax_dim(FgTensor a, int64_t dim, uint8_t keepdim) { return fg::make([&] { return at::argmax(*a, dim, keepdim != 0); }); }
FG_API FgTensor fg_argmin_dim(FgTensor a, int64_t dim, uint8_t keepdim) { return fg::make([&] { return at::argmin(*a, dim, keepdim != 0); }); }
FG_API FgTensor fg_median(FgTensor a) { return fg::make([&] { return at::median(*a); }); }
FG_API FgTensor fg_quantile(FgTensor a, FgTensor q, int64_t dim, uint8_t keepdim) { return fg::make([&] { return at::quantile(*a, *q, dim, keepdim != 0); }); }
FG_API FgTensor fg_logsumexp(FgTensor a, int64_t dim, uint8_t keepdim) { return fg::make([&] { return at::logsumexp(*a, dim, keepdim != 0); }); }

FG_API FgTensor fg_cumsum(FgTensor a, int64_t dim, int8_t dtype) { return fg::make([&] { return at::cumsum(*a, dim, fg::optional_dtype(dtype)); }); }
FG_API FgTensor fg_cumprod(FgTensor a, int64_t dim, int8_t dtype) { return fg::make([&] { return at::cumprod(*a, dim, fg::optional_dtype(dtype)); }); }
FG_API int32_t fg_topk(FgTensor a, int64_t k, int64_t dim, uint8_t largest, uint8_t sorted, FgTensor* values, FgTensor* indexes) { return fg::make_two(values, indexes, [&] { return at::topk(*a, k, dim, largest != 0, sorted != 0); }); }
FG_API int32_t fg_sort(FgTensor a, int64_t dim, uint8_t descending, uint8_t stable, FgTensor* values, FgTensor* indexes) { return fg::make_two(values, indexes, [&] { return at::sort(*a, c10::optional<bool>(stable != 0), dim, descending != 0); }); }
FG_API FgTensor fg_argsort(FgTensor a, int64_t dim, uint8_t descending) { return fg::make([&] { return at::argsort(*a, dim, descending != 0); }); }
FG_API int32_t fg_kthvalue(FgTensor a, int64_t k, int64_t dim, uint8_t keepdim, FgTensor* values, FgTensor* indexes) { return fg::make_two(values, indexes, [&] { return at::kthvalue(*a, k, dim, keepdim != 0); }); }
FG_API FgTensor fg_bincount(FgTensor a, FgTensor weights, int64_t minlength) { return fg::make([&] { return at::bincount(*a, fg::optional_tensor(weights), minlength); }); }
FG_API int32_t fg_unique(FgTensor a, uint8_t sorted, uint8_t inverse, uint8_t counts, FgTensor* output, FgTensor* inverse_indices, FgTensor* numbers)
{
    return fg::act([&] {
        auto all = at::_unique2(*a, sorted != 0, inverse != 0, counts != 0);
        *output = new at::Tensor(std::get<0>(all));
        *inverse_indices = inverse ? new at::Tensor(std::get<1>(all)) : nullptr;
        *numbers = counts ? new at::Tensor(std::get<2>(all)) : nullptr;
    });
}

// Products, norms, distances.
#include "shim.h"

FG_API FgTensor fg_matmul(FgTensor a, FgTensor b) { return fg::make([&] { return at::matmul(*a, *b); }); }
FG_API FgTensor fg_mm(FgTensor a, FgTensor b) { return fg::make([&] { return at::mm(*a, *b); }); }
FG_API FgTensor fg_bmm(FgTensor a, FgTensor b) { return fg::make([&] { return at::bmm(*a, *b); }); }
FG_API FgTensor fg_mv(FgTensor a, FgTensor b) { return fg::make([&] { return at::mv(*a, *b); }); }
FG_API FgTensor fg_dot(FgTensor a, FgTensor b) { return fg::make([&] { return at::dot(*a, *b); }); }
FG_API FgTensor fg_outer(FgTensor a, FgTensor b) { return fg::make([&] { return at::outer(*a, *b); }); }
FG_API FgTensor fg_inner(FgTensor a, FgTensor b) { return fg::make([&] { return at::inner(*a, *b); }); }
FG_API FgTensor fg_addmm(FgTensor a, FgTensor b, FgTensor c, double beta, double alpha) { return fg::make([&] { return at::addmm(*a, *b, *c, beta, alpha); }); }
FG_API int32_t fg_addmm_i(FgTensor a, FgTensor b, FgTensor c, double beta, double alpha) { return fg::act([&] { a->addmm_(*b, *c, beta, alpha); }); }
FG_API FgTensor fg_addmv(FgTensor a, FgTensor b, FgTensor c, double beta, double alpha) { return fg::make([&] { return at::addmv(*a, *b, *c, beta, alpha); }); }
FG_API FgTensor fg_baddbmm(FgTensor a, FgTensor b, FgTensor c, double beta, double alpha) { return fg::make([&] { return at::baddbmm(*a, *b, *c, beta, alpha); }); }
FG_API FgTensor fg_einsum(const char* equation, const FgTensor* list, int32_t count) { return fg::make([&] { return at::einsum(equation, fg::tensors(list, count)); }); }
FG_API FgTensor fg_trace(FgTensor a) { return fg::make([&] { return at::trace(*a); }); }
// mode: 0 matrix products above 25 rows, 1 always, 2 never.
FG_API FgTensor fg_cdist(FgTensor a, FgTensor b, double p, int64_t mode) { return fg::make([&] { return at::cdist(*a, *b, p, mode); }); }
FG_API FgTensor fg_dist(FgTensor a, FgTensor b, double p) { return fg::make([&] { return at::dist(*a, *b, p); }); }
FG_API FgTensor fg_norm(FgTensor a, double p) { return fg::make([&] { return at::norm(*a, p); }); }
FG_API FgTensor fg_norm_dim(FgTensor a, int64_t dim, uint8_t keepdim, double p) { return fg::make([&] { return at::norm(*a, at::Scalar(p), at::IntArrayRef(dim), keepdim != 0); }); }
FG_API FgTensor fg_renorm(FgTensor a, double p, int64_t dim, double maximum) { return fg::make([&] { return at::renorm(*a, p, dim, maximum); }); }

static at::OptionalIntArrayRef some(const int64_t* dims, int32_t count)
{
    return count < 0 ? at::OptionalIntArrayRef(c10::nullopt) : at::OptionalIntArrayRef(fg::ints(dims, count));
}
FG_API FgTensor fg_linalg_norm(FgTensor a, FgScalar order, const int64_t* dims, int32_t count, uint8_t keepdim) { return fg::make([&] { return at::linalg_norm(*a, fg::optional_scalar(order), some(dims, count), keepdim != 0); }); }
FG_API FgTensor fg_linalg_norm_named(FgTensor a, const char* order, const int64_t* dims, int32_t count, uint8_t keepdim) { return fg::make([&] { return at::linalg_norm(*a, order, some(dims, count), keepdim != 0); }); }
FG_API FgTensor fg_linalg_vector_norm(FgTensor a, double order, const int64_t* dims, int32_t count, uint8_t keepdim) { return fg::make([&] { return at::linalg_vector_norm(*a, order, some(dims, count), keepdim != 0); }); }
FG_API FgTensor fg_linalg_inv(FgTensor a) { return fg::make([&] { return at::linalg_inv(*a); }); }
FG_API FgTensor fg_linalg_det(FgTensor a) { return fg::make([&] { return at::linalg_det(*a); }); }
FG_API FgTensor fg_linalg_solve(FgTensor a, FgTensor b) { return fg::make([&] { return at::linalg_solve(*a, *b); }); }
FG_API FgTensor fg_linalg_cholesky(FgTensor a) { return fg::make([&] { return at::linalg_cholesky(*a); }); }
FG_API FgTensor fg_linalg_pinv(FgTensor a, double rcond, uint8_t hermitian) { return fg::make([&] { return at::linalg_pinv(*a, rcond, hermitian != 0); }); }
FG_API int32_t fg_linalg_eigh(FgTensor a, const char* triangle, FgTensor* values, FgTensor* vectors) { return fg::make_two(values, vectors, [&] { return at::linalg_eigh(*a, triangle); }); }
FG_API int32_t fg_linalg_qr(FgTensor a, const char* mode, FgTensor* q, FgTensor* r) { return fg::make_two(q, r, [&] { return at::linalg_qr(*a, mode); }); }
FG_API int32_t fg_linalg_svd(FgTensor a, uint8_t full, FgTensor* u, FgTensor* s, FgTensor* vh)
{
    return fg::act([&] {
        auto all = at::linalg_svd(*a, full != 0);
        *u = new at::Tensor(std::get<0>(all));
        *s = new at::Tensor(std::get<1>(all));
        *vh = new at::Tensor(std::get<2>(all));
    });
}

// Views, joins, indexing.
#include "shim.h"

FG_API FgTensor fg_view(FgTensor a, const int64_t* size, int32_t dims) { return fg::make([&] { return a->view(fg::ints(size, dims)); }); }
FG_API FgTensor fg_reshape(FgTensor a, const int64_t* size, int32_t dims) { return fg::make([&] { return at::reshape(*a, fg::ints(size, dims)); }); }
FG_API FgTensor fg_permute(FgTensor a, const int64_t* order, int32_t dims) { return fg::make([&] { return at::permute(*a, fg::ints(order, dims)); }); }
FG_API FgTensor fg_expand(FgTensor a, const int64_t* size, int32_t dims, uint8_t implicit) { return fg::make([&] { return a->expand(fg::ints(size, dims), implicit != 0); }); }
FG_API FgTensor fg_repeat(FgTensor a, const int64_t* times, int32_t dims) { return fg::make([&] { return a->repeat(fg::ints(times, dims)); }); }
FG_API FgTensor fg_tile(FgTensor a, const int64_t* times, int32_t dims) { return fg::make([&] { return at::tile(*a, fg::ints(times, dims)); }); }
FG_API FgTensor fg_broadcast_to(FgTensor a, const int64_t* size, int32_t dims) { return fg::make([&] { return at::broadcast_to(*a, fg::ints(size, dims)); }); }
FG_API FgTensor fg_as_strided(FgTensor a, const int64_t* size, int32_t dims, const int64_t* strides, int64_t offset) { return fg::make([&] { return at::as_strided(*a, fg::ints(size, dims), fg::ints(strides, dims), offset); }); }
FG_API FgTensor fg_flip(FgTensor a, const int64_t* dims, int32_t count) { return fg::make([&] { return at::flip(*a, fg::ints(dims, count)); }); }
FG_API FgTensor fg_roll(FgTensor a, const int64_t* shifts, int32_t shift_count, const int64_t* dims, int32_t dim_count) { return fg::make([&] { return at::roll(*a, fg::ints(shifts, shift_count), fg::ints(dims, dim_count)); }); }
FG_API FgTensor fg_movedim(FgTensor a, const int64_t* from, int32_t from_count, const int64_t* to, int32_t to_count) { return fg::make([&] { return at::movedim(*a, fg::ints(from, from_count), fg::ints(to, to_count)); }); }
FG_API FgTensor fg_repeat_interleave(FgTensor a, int64_t repeats, int64_t dim, uint8_t has_dim) { return fg::make([&] { return at::repeat_interleave(*a, repeats, has_dim ? c10::optional<int64_t>(dim) : c10::nullopt); }); }
FG_API FgTensor fg_repeat_interleave_t(FgTensor a, FgTensor repeats, int64_t dim, uint8_t has_dim) { return fg::make([&] { return at::repeat_interleave(*a, *repeats, has_dim ? c10::optional<int64_t>(dim) : c10::nullopt); }); }

FG_API FgTensor fg_t(FgTensor a) { return fg::make([&] { return at::t(*a); }); }
FG_API FgTensor fg_numpy_t(FgTensor a) { return fg::make([&] { return a->numpy_T(); }); }
FG_API FgTensor fg_mt(FgTensor a) { return fg::make([&] { return a->mT(); }); }
FG_API FgTensor fg_transpose(FgTensor a, int64_t dim0, int64_t dim1) { return fg::make([&] { return at::transpose(*a, dim0, dim1); }); }
FG_API int32_t fg_transpose_i(FgTensor a, int64_t dim0, int64_t dim1) { return fg::act([&] { a->transpose_(dim0, dim1); }); }
FG_API FgTensor fg_flatten(FgTensor a, int64_t start, int64_t end) { return fg::make([&] { return at::flatten(*a, start, end); }); }
FG_API FgTensor fg_unflatten(FgTensor a, int64_t dim, const int64_t* sizes, int32_t count) { return fg::make([&] { return a->unflatten(dim, fg::ints(sizes, count)); }); }
FG_API FgTensor fg_squeeze(FgTensor a) { return fg::make([&] { return at::squeeze(*a); }); }
FG_API FgTensor fg_squeeze_dim(FgTensor a, int64_t dim) { return fg::make([&] { return at::squeeze(*a, dim); }); }
FG_API int32_t fg_squeeze_i(FgTensor a) { return fg::act([&] { a->squeeze_(); }); }
FG_API int32_t fg_squeeze_dim_i(FgTensor a, int64_t dim) { return fg::act([&] { a->squeeze_(dim); }); }
FG_API FgTensor fg_unsqueeze(FgTensor a, int64_t dim) { return fg::make([&] { return at::unsqueeze(*a, dim); }); }
FG_API int32_t fg_unsqueeze_i(FgTensor a, int64_t dim) { return fg::act([&] { a->unsqueeze_(dim); }); }
FG_API FgTensor fg_narrow(FgTensor a, int64_t dim, int64_t start, int64_t length) { return fg::make([&] { return at::narrow(*a, dim, start, length); }); }
FG_API FgTensor fg_select(FgTensor a, int64_t dim, int64_t index) { return fg::make([&] { return at::select(*a, dim, index); }); }
FG_API FgTensor fg_slice(FgTensor a, int64_t dim, int64_t start, int64_t end, int64_t step) { return fg::make([&] { return at::slice(*a, dim, start, end, step); }); }
FG_API FgTensor fg_unfold(FgTensor a, int64_t dim, int64_t size, int64_t step) { return fg::make([&] { return a->unfold(dim, size, step); }); }
FG_API FgTensor fg_diag(FgTensor a, int64_t diagonal) { return fg::make([&] { return at::diag(*a, diagonal); }); }
FG_API FgTensor fg_diagonal(FgTensor a, int64_t offset, int64_t dim1, int64_t dim2) { return fg::make([&] { return at::diagonal(*a, offset, dim1, dim2); }); }
FG_API FgTensor fg_tril(FgTensor a, int64_t diagonal) { return fg::make([&] { return at::tril(*a, diagonal); }); }
FG_API FgTensor fg_triu(FgTensor a, int64_t diagonal) { return fg::make([&] { return at::triu(*a, diagonal); }); }
FG_API FgTensor fg_channel_shuffle(FgTensor a, int64_t groups) { return fg::make([&] { return at::channel_shuffle(*a, groups); }); }

FG_API FgTensor fg_cat(const FgTensor* list, int32_t count, int64_t dim) { return fg::make([&] { return at::cat(fg::tensors(list, count), dim); }); }
FG_API FgTensor fg_stack(const FgTensor* list, int32_t count, int64_t dim) { return fg::make([&] { return at::stack(fg::tensors(list, count), dim); }); }
FG_API FgTensor fg_hstack(const FgTensor* list, int32_t count) { return fg::make([&] { return at::hstack(fg::tensors(list, count)); }); }
FG_API FgTensor fg_vstack(const FgTensor* list, int32_t count) { return fg::make([&] { return at::vstack(fg::tensors(list, count)); }); }
FG_API int32_t fg_split(FgTensor a, int64_t size, int64_t dim, FgTensor** list, int32_t* made) { return fg::make_list(list, made, [&] { return at::split(*a, size, dim); }); }
FG_API int32_t fg_split_sizes(FgTensor a, const int64_t* sizes, int32_t count, int64_t dim, FgTensor** list, int32_t* made) { return fg::make_list(list, made, [&] { return at::split_with_sizes(*a, fg::ints(sizes, count), dim); }); }
FG_API int32_t fg_chunk(FgTensor a, int64_t chunks, int64_t dim, FgTensor** list, int32_t* made) { return fg::make_list(list, made, [&] { return at::chunk(*a, chunks, dim); }); }
FG_API int32_t fg_unbind(FgTensor a, int64_t dim, FgTensor** list, int32_t* made) { return fg::make_list(list, made, [&] { return at::unbind(*a, dim); }); }
FG_API int32_t fg_meshgrid(const FgTensor* tensors, int32_t count, uint8_t xy, FgTensor** list, int32_t* made) { return fg::make_list(list, made, [&] { return at::meshgrid(fg::tensors(tensors, count), xy ? "xy" : "ij"); }); }
FG_API int32_t fg_where_condition(FgTensor a, FgTensor** list, int32_t* made) { return fg::make_list(list, made, [&] { return at::where(*a); }); }

FG_API FgTensor fg_index_select(FgTensor a, int64_t dim, FgTensor index) { return fg::make([&] { return at::index_select(*a, dim, *index); }); }
FG_API FgTensor fg_gather(FgTensor a, int64_t dim, FgTensor index) { return fg::make([&] { return at::gather(*a, dim, *index); }); }
FG_API FgTensor fg_take(FgTensor a, FgTensor index) { return fg::make([&] { return at::take(*a, *index); }); }
FG_API FgTensor fg_take_along_dim(FgTensor a, FgTensor index, int64_t dim, uint8_t has_dim) { return fg::make([&] { return at::take_along_dim(*a, *index, has_dim ? c10::optional<int64_t>(dim) : c10::nullopt); }); }
FG_API FgTensor fg_scatter(FgTensor a, int64_t dim, FgTensor index, FgTensor source) { return fg::make([&] { return at::scatter(*a, dim, *index, *source); }); }
FG_API int32_t fg_scatter_i(FgTensor a, int64_t dim, FgTensor index, FgTensor source) { return fg::act([&] { a->scatter_(dim, *index, *source); }); }
FG_API FgTensor fg_scatter_add(FgTensor a, int64_t dim, FgTensor index, FgTensor source) { return fg::make([&] { return at::scatter_add(*a, dim, *index, *source); }); }
FG_API int32_t fg_scatter_add_i(FgTensor a, int64_t dim, FgTensor index, FgTensor source) { return fg::act([&] { a->scatter_add_(dim, *index, *source); }); }
FG_API FgTensor fg_index_add(FgTensor a, int64_t dim, FgTensor index, FgTensor source, FgScalar alpha) { return fg::make([&] { return at::index_add(*a, dim, *index, *source, fg::scalar(alpha)); }); }
FG_API int32_t fg_index_add_i(FgTensor a, int64_t dim, FgTensor index, FgTensor source, FgScalar alpha) { return fg::act([&] { a->index_add_(dim, *index, *source, fg::scalar(alpha)); }); }
FG_API FgTensor fg_index_copy(FgTensor a, int64_t dim, FgTensor index, FgTensor source) { return fg::make([&] { return at::index_copy(*a, dim, *index, *source); }); }
FG_API int32_t fg_index_copy_i(FgTensor a, int64_t dim, FgTensor index, FgTensor source) { return fg::act([&] { a->index_copy_(dim, *index, *source); }); }
FG_API FgTensor fg_index_fill(FgTensor a, int64_t dim, FgTensor index, FgScalar value) { return fg::make([&] { return at::index_fill(*a, dim, *index, fg::scalar(value)); }); }
FG_API int32_t fg_index_fill_i(FgTensor a, int64_t dim, FgTensor index, FgScalar value) { return fg::act([&] { a->index_fill_(dim, *index, fg::scalar(value)); }); }
FG_API FgTensor fg_masked_fill(FgTensor a, FgTensor mask, FgScalar value) { return fg::make([&] { return at::masked_fill(*a, *mask, fg::scalar(value)); }); }
FG_API int32_t fg_masked_fill_i(FgTensor a, FgTensor mask, FgScalar value) { return fg::act([&] { a->masked_fill_(*mask, fg::scalar(value)); }); }
FG_API FgTensor fg_masked_select(FgTensor a, FgTensor mask) { return fg::make([&] { return at::masked_select(*a, *mask); }); }
FG_API FgTensor fg_nonzero(FgTensor a) { return fg::make([&] { return at::nonzero(*a); }); }
FG_API FgTensor fg_argwhere(FgTensor a) { return fg::make([&] { return at::argwhere(*a); }); }

// One subscript of a[...]: kind 0 none (a new dimension), 1 a number, 2 ellipsis, 3 a boolean, 4 a tensor, 5 a slice.
struct FgIndex {
    int64_t start;
    int64_t stop;
    int64_t step;
    FgTensor tensor;
    int32_t kind;
};

static std::vector<at::indexing::TensorIndex> indices(const FgIndex* given, int32_t count)
{
    std::vector<at::indexing::TensorIndex> list;
    list.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) {
        const FgIndex& g = given[i];
        // The least number stands for an end of a slice that was left out.
        auto end = [](int64_t value) { return value == INT64_MIN ? c10::optional<int64_t>() : c10::optional<int64_t>(value); };
        switch (g.kind) {
        case 0:
            list.emplace_back(c10::nullopt);
            break;
        case 1:
            list.emplace_back(g.start);
            break;
        case 2:
            list.emplace_back(at::indexing::Ellipsis);
            break;
        case 3:
            list.emplace_back(g.start != 0);
            break;
        case 4:
            list.emplace_back(*g.tensor);
            break;
        default:
            list.emplace_back(at::indexing::Slice(end(g.start), end(g.stop), end(g.step)));
            break;
        }
    }
    return list;
}

FG_API FgTensor fg_index(FgTensor a, const FgIndex* given, int32_t count) { return fg::make([&] { return a->index(indices(given, count)); }); }
FG_API int32_t fg_index_put(FgTensor a, const FgIndex* given, int32_t count, FgTensor value) { return fg::act([&] { a->index_put_(indices(given, count), *value); }); }
FG_API int32_t fg_index_put_s(FgTensor a, const FgIndex* given, int32_t count, FgScalar value) { return fg::act([&] { a->index_put_(indices(given, count), fg::scalar(value)); }); }

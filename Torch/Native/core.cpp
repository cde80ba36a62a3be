// Errors, lifetime, what a tensor says about itself, moves between types and devices.
#include "shim.h"

#include <cstring>
#include <string>

static thread_local std::string last_error;

void fg::keep_current_exception() noexcept
{
    try {
        throw;
    } catch (const c10::Error& error) {
        last_error = error.what_without_backtrace();
    } catch (const std::exception& error) {
        last_error = error.what();
    } catch (...) {
        last_error = "unknown C++ exception";
    }
    // The rest is a stack of C++ frames that says nothing to the caller.
    auto end = last_error.find('\n');
    if (end != std::string::npos)
        last_error.resize(end);
}

FG_API const char* fg_last_error() { return last_error.c_str(); }
FG_API void fg_free_array(FgTensor* list) { delete[] list; }
FG_API void fg_dispose(FgTensor t) { delete t; }
FG_API FgTensor fg_alias(FgTensor t) { return fg::make([&] { return *t; }); }

FG_API int64_t fg_dim(FgTensor t) { return t->dim(); }
FG_API int64_t fg_numel(FgTensor t) { return t->numel(); }
FG_API int64_t fg_element_size(FgTensor t) { return static_cast<int64_t>(t->element_size()); }
FG_API int8_t fg_dtype(FgTensor t) { return static_cast<int8_t>(t->scalar_type()); }
FG_API int32_t fg_device_type(FgTensor t) { return static_cast<int32_t>(t->device().type()); }
FG_API int32_t fg_device_index(FgTensor t) { return t->device().index(); }
FG_API void fg_sizes(FgTensor t, int64_t* to) { std::copy_n(t->sizes().data(), t->dim(), to); }
FG_API void fg_strides(FgTensor t, int64_t* to) { std::copy_n(t->strides().data(), t->dim(), to); }
FG_API int64_t fg_storage_offset(FgTensor t) { return t->storage_offset(); }
FG_API int32_t fg_is_contiguous(FgTensor t) { return t->is_contiguous(); }
FG_API int32_t fg_is_leaf(FgTensor t) { return t->is_leaf(); }
FG_API int32_t fg_is_sparse(FgTensor t) { return t->is_sparse(); }
FG_API int32_t fg_is_pinned(FgTensor t) { return t->is_pinned(); }
FG_API int32_t fg_requires_grad(FgTensor t) { return t->requires_grad(); }
FG_API int32_t fg_is_same(FgTensor a, FgTensor b) { return a->is_same(*b); }
FG_API int32_t fg_set_requires_grad(FgTensor t, uint8_t on) { return fg::act([&] { t->set_requires_grad(on != 0); }); }
FG_API int32_t fg_retain_grad(FgTensor t) { return fg::act([&] { t->retain_grad(); }); }
FG_API void* fg_data_pointer(FgTensor t)
{
    void* data = nullptr;
    fg::act([&] { data = t->data_ptr(); });
    return data;
}

FG_API FgTensor fg_grad(FgTensor t)
{
    return t->grad().defined() ? fg::make([&] { return t->grad(); }) : nullptr;
}
FG_API int32_t fg_set_grad(FgTensor t, FgTensor grad)
{
    return fg::act([&] { t->mutable_grad() = grad == nullptr ? at::Tensor() : *grad; });
}

FG_API int32_t fg_item(FgTensor t, FgScalar* to)
{
    return fg::act([&] {
        at::Scalar item = t->item();
        if (item.isBoolean()) {
            *to = { item.toBool(), 2 };
        } else if (item.isIntegral(false)) {
            *to = { item.toLong(), 0 };
        } else {
            double number = item.toDouble();
            to->kind = 1;
            std::memcpy(&to->bits, &number, sizeof number);
        }
    });
}

FG_API FgTensor fg_to_dtype(FgTensor t, int8_t dtype, uint8_t copy, uint8_t non_blocking)
{
    return fg::make([&] { return t->to(static_cast<at::ScalarType>(dtype), non_blocking != 0, copy != 0); });
}
FG_API FgTensor fg_to_device(FgTensor t, int32_t type, int32_t index, uint8_t copy, uint8_t non_blocking)
{
    return fg::make([&] { return t->to(t->options().device(fg::device(type, index)), non_blocking != 0, copy != 0); });
}
FG_API FgTensor fg_to_device_dtype(FgTensor t, int32_t type, int32_t index, int8_t dtype, uint8_t copy, uint8_t non_blocking)
{
    return fg::make([&] {
        return t->to(fg::device(type, index), static_cast<at::ScalarType>(dtype), non_blocking != 0, copy != 0);
    });
}
FG_API int32_t fg_copy_i(FgTensor t, FgTensor source, uint8_t non_blocking)
{
    return fg::act([&] { t->copy_(*source, non_blocking != 0); });
}
FG_API FgTensor fg_clone(FgTensor t) { return fg::make([&] { return t->clone(); }); }
FG_API FgTensor fg_contiguous(FgTensor t) { return fg::make([&] { return t->contiguous(); }); }
FG_API FgTensor fg_contiguous_as(FgTensor t, int8_t memory_format)
{
    return fg::make([&] { return t->contiguous(static_cast<at::MemoryFormat>(memory_format)); });
}
FG_API FgTensor fg_detach(FgTensor t) { return fg::make([&] { return t->detach(); }); }
FG_API int32_t fg_detach_i(FgTensor t) { return fg::act([&] { t->detach_(); }); }
FG_API FgTensor fg_pin_memory(FgTensor t) { return fg::make([&] { return t->pin_memory(); }); }

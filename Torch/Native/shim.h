// What every unit of the shim shares: how a tensor crosses the C boundary and how a C++ exception becomes a message.
//
// A tensor is an owned `at::Tensor*`; a function that makes one returns null after an exception, a function that only
// acts returns 0, or 1 after an exception. The message waits in the calling thread until fg_last_error takes it.
#pragma once

#include <ATen/ATen.h>

#include <cstdint>
#include <utility>

#define FG_API extern "C" __attribute__((visibility("default")))

using FgTensor = at::Tensor*;

// A number of Python's kinds: how TorchSharp's Scalar is handed over without an allocation.
struct FgScalar {
    int64_t bits;   // the integer, or the bit pattern of the double
    int32_t kind;   // 0 integer, 1 floating point, 2 boolean, -1 absent
};

// Where and as what a new tensor is made.
struct FgOptions {
    int32_t device_type;
    int32_t device_index;
    int8_t dtype;
    uint8_t requires_grad;
};

namespace fg {

void keep_current_exception() noexcept;

inline at::Scalar scalar(FgScalar value)
{
    switch (value.kind) {
    case 0:
        return at::Scalar(value.bits);
    case 2:
        return at::Scalar(value.bits != 0);
    default: {
        double number;
        static_assert(sizeof number == sizeof value.bits, "a double has 64 bits");
        __builtin_memcpy(&number, &value.bits, sizeof number);
        return at::Scalar(number);
    }
    }
}

inline c10::optional<at::Scalar> optional_scalar(FgScalar value)
{
    return value.kind < 0 ? c10::optional<at::Scalar>() : c10::optional<at::Scalar>(scalar(value));
}

inline at::IntArrayRef ints(const int64_t* values, int32_t count)
{
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

inline c10::optional<at::ScalarType> optional_dtype(int8_t dtype)
{
    return dtype < 0 ? c10::optional<at::ScalarType>() : c10::optional<at::ScalarType>(static_cast<at::ScalarType>(dtype));
}

inline c10::optional<at::Tensor> optional_tensor(FgTensor tensor)
{
    return tensor == nullptr ? c10::optional<at::Tensor>() : c10::optional<at::Tensor>(*tensor);
}

inline at::Device device(int32_t type, int32_t index)
{
    return at::Device(static_cast<at::DeviceType>(type), static_cast<at::DeviceIndex>(index));
}

inline at::TensorOptions options(const FgOptions& from)
{
    return at::TensorOptions()
        .dtype(static_cast<at::ScalarType>(from.dtype))
        .device(device(from.device_type, from.device_index));
}

inline std::vector<at::Tensor> tensors(const FgTensor* values, int32_t count)
{
    std::vector<at::Tensor> list;
    list.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++)
        list.push_back(*values[i]);
    return list;
}

// Runs what returns a tensor.
template <class F>
FgTensor make(F&& f) noexcept
{
    try {
        return new at::Tensor(std::forward<F>(f)());
    } catch (...) {
        keep_current_exception();
        return nullptr;
    }
}

// Runs what returns nothing.
template <class F>
int32_t act(F&& f) noexcept
{
    try {
        std::forward<F>(f)();
        return 0;
    } catch (...) {
        keep_current_exception();
        return 1;
    }
}

// Runs what returns two tensors.
template <class F>
int32_t make_two(FgTensor* first, FgTensor* second, F&& f) noexcept
{
    return act([&] {
        auto both = f();
        auto one = std::make_unique<at::Tensor>(std::move(std::get<0>(both)));
        *second = new at::Tensor(std::move(std::get<1>(both)));
        *first = one.release();
    });
}

// Runs what returns a list of tensors; the array is freed by fg_free_array.
template <class F>
int32_t make_list(FgTensor** list, int32_t* count, F&& f) noexcept
{
    return act([&] {
        std::vector<at::Tensor> made = f();
        auto array = new FgTensor[made.size()];
        for (size_t i = 0; i < made.size(); i++)
            array[i] = made[i].defined() ? new at::Tensor(std::move(made[i])) : nullptr;
        *list = array;
        *count = static_cast<int32_t>(made.size());
    });
}

} // namespace fg

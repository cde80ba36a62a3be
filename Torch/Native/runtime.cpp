// The process' settings: gradient mode, threads, random numbers, devices, versions.
#include "shim.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/version.h>

FG_API const char* fg_version() { return TORCH_VERSION; }

FG_API int32_t fg_grad_enabled() { return at::GradMode::is_enabled(); }
FG_API void fg_set_grad_enabled(uint8_t on) { at::GradMode::set_enabled(on != 0); }
FG_API int32_t fg_inference_mode_enabled() { return c10::InferenceMode::is_enabled(); }
FG_API void* fg_inference_mode_enter(uint8_t on) { return new c10::InferenceMode(on != 0); }
FG_API void fg_inference_mode_leave(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

FG_API int32_t fg_get_num_threads() { return at::get_num_threads(); }
FG_API int32_t fg_set_num_threads(int32_t count) { return fg::act([&] { at::set_num_threads(count); }); }
FG_API int32_t fg_get_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }
FG_API int32_t fg_set_num_interop_threads(int32_t count) { return fg::act([&] { at::set_num_interop_threads(count); }); }

FG_API int32_t fg_cuda_is_available() { return at::globalContext().hasCUDA(); }
FG_API int32_t fg_cudnn_is_available() { return at::globalContext().hasCuDNN(); }
FG_API int32_t fg_cuda_device_count() { return static_cast<int32_t>(at::detail::getCUDAHooks().getNumGPUs()); }
FG_API int32_t fg_cuda_synchronize(int32_t index)
{
    return fg::act([&] { at::detail::getCUDAHooks().deviceSynchronize(static_cast<at::DeviceIndex>(index < 0 ? 0 : index)); });
}
FG_API int32_t fg_get_allow_tf32_cublas() { return at::globalContext().allowTF32CuBLAS(); }
FG_API void fg_set_allow_tf32_cublas(uint8_t on) { at::globalContext().setAllowTF32CuBLAS(on != 0); }
FG_API int32_t fg_get_allow_tf32_cudnn() { return at::globalContext().allowTF32CuDNN(); }
FG_API void fg_set_allow_tf32_cudnn(uint8_t on) { at::globalContext().setAllowTF32CuDNN(on != 0); }

static at::Generator& default_generator(int32_t type, int32_t index)
{
    static thread_local at::Generator held;
    held = at::globalContext().defaultGenerator(fg::device(type, index));
    return held;
}

FG_API int32_t fg_manual_seed(int64_t seed) { return fg::act([&] { at::manual_seed(static_cast<uint64_t>(seed)); }); }
FG_API void* fg_generator_default()
{
    at::Generator* made = nullptr;
    fg::act([&] { made = new at::Generator(default_generator(0, -1)); });
    return made;
}
FG_API void* fg_generator_new(int64_t seed, int32_t device_type, int32_t device_index)
{
    at::Generator* made = nullptr;
    fg::act([&] {
        // A clone of the device's own generator is a new one of its kind, whatever the device.
        auto fresh = std::make_unique<at::Generator>(default_generator(device_type, device_index).clone());
        fresh->set_current_seed(static_cast<uint64_t>(seed));
        made = fresh.release();
    });
    return made;
}
FG_API void fg_generator_dispose(void* generator) { delete static_cast<at::Generator*>(generator); }
FG_API int64_t fg_generator_initial_seed(void* generator)
{
    return static_cast<int64_t>(static_cast<at::Generator*>(generator)->current_seed());
}
FG_API int32_t fg_generator_manual_seed(void* generator, int64_t seed)
{
    return fg::act([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_current_seed(static_cast<uint64_t>(seed));
    });
}
FG_API int64_t fg_generator_seed(void* generator)
{
    auto& g = *static_cast<at::Generator*>(generator);
    std::lock_guard<std::mutex> lock(g.mutex());
    return static_cast<int64_t>(g.seed());
}
FG_API FgTensor fg_generator_get_state(void* generator)
{
    return fg::make([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        return g.get_state();
    });
}
FG_API int32_t fg_generator_set_state(void* generator, FgTensor state)
{
    return fg::act([&] {
        auto& g = *static_cast<at::Generator*>(generator);
        std::lock_guard<std::mutex> lock(g.mutex());
        g.set_state(*state);
    });
}

// Backward passes.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>

FG_API int32_t fg_backward(FgTensor t) { return fg::act([&] { t->backward(); }); }

static torch::autograd::variable_list some(const FgTensor* list, int32_t count)
{
    torch::autograd::variable_list made;
    made.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++)
        made.push_back(list[i] == nullptr ? at::Tensor() : *list[i]);
    return made;
}

FG_API int32_t fg_autograd_backward(const FgTensor* roots, int32_t root_count, const FgTensor* gradients, int32_t gradient_count, uint8_t retain_graph, uint8_t create_graph, const FgTensor* inputs, int32_t input_count)
{
    return fg::act([&] {
        torch::autograd::backward(some(roots, root_count), some(gradients, gradient_count), retain_graph != 0, create_graph != 0, some(inputs, input_count));
    });
}

FG_API int32_t fg_autograd_grad(const FgTensor* outputs, int32_t output_count, const FgTensor* inputs, int32_t input_count, const FgTensor* gradients, int32_t gradient_count, uint8_t retain_graph, uint8_t create_graph, uint8_t allow_unused, FgTensor** list, int32_t* made)
{
    return fg::make_list(list, made, [&] {
        return torch::autograd::grad(some(outputs, output_count), some(inputs, input_count), some(gradients, gradient_count), retain_graph != 0, create_graph != 0, allow_unused != 0);
    });
}

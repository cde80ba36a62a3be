using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Differentiation.</summary>
public static partial class torch
{
    /// <summary>PyTorch's <c>torch.autograd</c>.</summary>
    public static partial class autograd
    {
        /// <summary>
        /// d outputs / d inputs, contracted with <paramref name="grad_outputs"/> (ones for a single number). An input that the outputs
        /// do not depend on gives null where <paramref name="allow_unused"/>, or else an error.
        /// </summary>
        public static unsafe IList<Tensor> grad(IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false, bool create_graph = false, bool allow_unused = false)
        {
            nint[] outs = Native.Handles(outputs), ins = Native.Handles(inputs), grads = Native.Handles(grad_outputs);
            fixed (nint* o = outs, i = ins, g = grads)
            {
                nint* list;
                int count;
                int failed = Native.fg_autograd_grad(o, outs.Length, i, ins.Length, g, grads.Length, retain_graph, create_graph, allow_unused, &list, &count);
                return Native.MadeList(failed, list, count, outputs, inputs, grad_outputs);
            }
        }

        /// <summary>Accumulates d tensors / d leaves into the leaves' gradients.</summary>
        public static unsafe void backward(IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
        {
            nint[] roots = Native.Handles(tensors), grads = Native.Handles(grad_tensors), ins = Native.Handles(inputs);
            fixed (nint* r = roots, g = grads, i = ins)
            {
                int failed = Native.fg_autograd_backward(r, roots.Length, g, grads.Length, retain_graph ?? create_graph, create_graph, i, ins.Length);
                Native.Check(failed, tensors, grad_tensors, inputs);
            }
        }

        public static void backward(Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null)
            => backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);
    }
}

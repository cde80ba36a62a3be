using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Gradients.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public bool requires_grad
        {
            get => Alive(Native.fg_requires_grad(Handle)) != 0;
            set => Native.Check(Native.fg_set_requires_grad(Handle, value), this);
        }

        /// <summary>The accumulated gradient, or null where there is none yet.</summary>
        public Tensor? grad
        {
            get
            {
                nint gradient = Alive(Native.fg_grad(Handle));
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set => Native.Check(Native.fg_set_grad(Handle, Native.Optional(value)), this, value);
        }

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public void retain_grad() => Native.Check(Native.fg_retain_grad(Handle), this);

        public void backward() => Native.Check(Native.fg_backward(Handle), this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null)
            => autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Native.Made(Native.fg_detach(Handle), this);

        public Tensor detach_() => Native.Acted(Native.fg_detach_i(Handle), this);
    }
}

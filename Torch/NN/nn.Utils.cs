using TorchSharp.Modules;
using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Bounds on gradients.</summary>
public static partial class torch
{
    public static partial class nn
    {
        /// <summary>PyTorch's <c>torch.nn.utils</c>.</summary>
        public static partial class utils
        {
            /// <summary>The norm of all gradients as one vector, before they are scaled down to <paramref name="max_norm"/>.</summary>
            public static unsafe double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                Parameter[] parameters = [.. tensors];
                nint[] handles = Native.Handles(parameters);
                double total;
                fixed (nint* p = handles)
                {
                    Native.Check(Native.fg_clip_grad_norm(p, handles.Length, max_norm, norm_type, &total), parameters);
                }

                return total;
            }

            public static unsafe void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                Parameter[] parameters = [.. tensors];
                nint[] handles = Native.Handles(parameters);
                fixed (nint* p = handles)
                {
                    Native.Check(Native.fg_clip_grad_value(p, handles.Length, clip_value), parameters);
                }
            }
        }
    }
}

using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/core.cpp: Errors, lifetime, what a tensor says about itself, moves between types and devices.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern byte* fg_last_error();

    [DllImport(Library)]
    internal static extern void fg_free_array(nint* list);

    [DllImport(Library)]
    internal static extern void fg_dispose(nint t);

    [DllImport(Library)]
    internal static extern nint fg_alias(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long fg_dim(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long fg_numel(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long fg_element_size(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern sbyte fg_dtype(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_device_type(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_device_index(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern void fg_sizes(nint t, long* to);

    [DllImport(Library), SuppressGCTransition]
    internal static extern void fg_strides(nint t, long* to);

    [DllImport(Library), SuppressGCTransition]
    internal static extern long fg_storage_offset(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_is_contiguous(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_is_leaf(nint t);

    [DllImport(Library)]
    internal static extern int fg_is_sparse(nint t);

    [DllImport(Library)]
    internal static extern int fg_is_pinned(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_requires_grad(nint t);

    [DllImport(Library), SuppressGCTransition]
    internal static extern int fg_is_same(nint a, nint b);

    [DllImport(Library)]
    internal static extern int fg_set_requires_grad(nint t, bool on);

    [DllImport(Library)]
    internal static extern int fg_retain_grad(nint t);

    [DllImport(Library)]
    internal static extern nint fg_data_pointer(nint t);

    [DllImport(Library)]
    internal static extern nint fg_grad(nint t);

    [DllImport(Library)]
    internal static extern int fg_set_grad(nint t, nint grad);

    [DllImport(Library)]
    internal static extern int fg_item(nint t, NativeScalar* to);

    [DllImport(Library)]
    internal static extern nint fg_to_dtype(nint t, sbyte dtype, bool copy, bool nonBlocking);

    [DllImport(Library)]
    internal static extern nint fg_to_device(nint t, int type, int index, bool copy, bool nonBlocking);

    [DllImport(Library)]
    internal static extern nint fg_to_device_dtype(nint t, int type, int index, sbyte dtype, bool copy, bool nonBlocking);

    [DllImport(Library)]
    internal static extern int fg_copy_i(nint t, nint source, bool nonBlocking);

    [DllImport(Library)]
    internal static extern nint fg_clone(nint t);

    [DllImport(Library)]
    internal static extern nint fg_contiguous(nint t);

    [DllImport(Library)]
    internal static extern nint fg_contiguous_as(nint t, sbyte memoryFormat);

    [DllImport(Library)]
    internal static extern nint fg_detach(nint t);

    [DllImport(Library)]
    internal static extern int fg_detach_i(nint t);

    [DllImport(Library)]
    internal static extern nint fg_pin_memory(nint t);
}

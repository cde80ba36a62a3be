using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.PInvoke;

/// <summary>
/// The shim's functions and how their answers are taken. Every answer is taken together with the operands: a tensor that the
/// caller holds nowhere else may be finalised while native code still reads it, unless something names it after the call.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "facegrid_torch";

    /// <summary>Throws what the last failed call on this thread left behind.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Throw() => throw new ExternalException(Marshal.PtrToStringUTF8((nint)fg_last_error()) ?? "unknown error");

    /// <summary>The new tensor behind a handle.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Tensor Made(nint handle, object? a = null, object? b = null, object? c = null, object? d = null, object? e = null)
    {
        if (handle == 0)
        {
            Throw();
        }

        return new Tensor(handle);
    }

    /// <summary>What the function acted on, once it has succeeded.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static Tensor Acted(int failed, Tensor on, object? b = null, object? c = null, object? d = null)
    {
        if (failed != 0)
        {
            Throw();
        }

        return on;
    }

    /// <summary>Throws when the function failed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Check(int failed, object? a = null, object? b = null, object? c = null, object? d = null)
    {
        if (failed != 0)
        {
            Throw();
        }
    }

    /// <summary>The tensors of an array that the shim allocated; null where autograd had none to give.</summary>
    internal static Tensor[] MadeList(int failed, nint* list, int count, object? a = null, object? b = null, object? c = null)
    {
        Check(failed, a, b, c);
        var tensors = new Tensor[count];
        for (int i = 0; i < count; i++)
        {
            tensors[i] = list[i] == 0 ? null! : new Tensor(list[i]);
        }

        fg_free_array(list);
        return tensors;
    }

    /// <summary>The handles of some tensors; the caller keeps the tensors alive.</summary>
    internal static nint[] Handles(IEnumerable<Tensor?>? tensors) => tensors is null ? [] : [.. tensors.Select(t => t is null ? 0 : t.Handle)];

    /// <summary>The handle, or null for a tensor that is left out.</summary>
    internal static nint Optional(Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

    /// <summary>-1 stands for a type that is left out.</summary>
    internal static sbyte Optional(ScalarType? dtype) => dtype is null ? (sbyte)-1 : (sbyte)dtype.Value;
}

using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>Native/linalg.cpp: Products, norms, distances.</summary>
internal static unsafe partial class Native
{
    [DllImport(Library)]
    internal static extern nint fg_matmul(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_mm(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_bmm(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_mv(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_dot(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_outer(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_inner(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_addmm(nint a, nint b, nint c, double beta, double alpha);

    [DllImport(Library)]
    internal static extern int fg_addmm_i(nint a, nint b, nint c, double beta, double alpha);

    [DllImport(Library)]
    internal static extern nint fg_addmv(nint a, nint b, nint c, double beta, double alpha);

    [DllImport(Library)]
    internal static extern nint fg_baddbmm(nint a, nint b, nint c, double beta, double alpha);

    [DllImport(Library)]
    internal static extern nint fg_einsum(byte* equation, nint* list, int count);

    [DllImport(Library)]
    internal static extern nint fg_trace(nint a);

    [DllImport(Library)]
    internal static extern nint fg_cdist(nint a, nint b, double p, long mode);

    [DllImport(Library)]
    internal static extern nint fg_dist(nint a, nint b, double p);

    [DllImport(Library)]
    internal static extern nint fg_norm(nint a, double p);

    [DllImport(Library)]
    internal static extern nint fg_norm_dim(nint a, long dim, bool keepdim, double p);

    [DllImport(Library)]
    internal static extern nint fg_renorm(nint a, double p, long dim, double maximum);

    [DllImport(Library)]
    internal static extern nint fg_linalg_norm(nint a, NativeScalar order, long* dims, int count, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_linalg_norm_named(nint a, byte* order, long* dims, int count, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_linalg_vector_norm(nint a, double order, long* dims, int count, bool keepdim);

    [DllImport(Library)]
    internal static extern nint fg_linalg_inv(nint a);

    [DllImport(Library)]
    internal static extern nint fg_linalg_det(nint a);

    [DllImport(Library)]
    internal static extern nint fg_linalg_solve(nint a, nint b);

    [DllImport(Library)]
    internal static extern nint fg_linalg_cholesky(nint a);

    [DllImport(Library)]
    internal static extern nint fg_linalg_pinv(nint a, double rcond, bool hermitian);

    [DllImport(Library)]
    internal static extern int fg_linalg_eigh(nint a, byte* triangle, nint* values, nint* vectors);

    [DllImport(Library)]
    internal static extern int fg_linalg_qr(nint a, byte* mode, nint* q, nint* r);

    [DllImport(Library)]
    internal static extern int fg_linalg_svd(nint a, bool full, nint* u, nint* s, nint* vh);
}

using System.Text;
using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Linear algebra.</summary>
public static partial class torch
{
    /// <summary>PyTorch's <c>torch.linalg</c>.</summary>
    public static partial class linalg
    {
        public static Tensor cholesky(Tensor input) => Native.Made(Native.fg_linalg_cholesky(input.Handle), input);

        public static Tensor det(Tensor input) => Native.Made(Native.fg_linalg_det(input.Handle), input);

        public static Tensor inv(Tensor input) => Native.Made(Native.fg_linalg_inv(input.Handle), input);

        public static Tensor solve(Tensor A, Tensor B, bool left = true)
        {
            if (left)
            {
                return Native.Made(Native.fg_linalg_solve(A.Handle, B.Handle), A, B);
            }

            using Tensor a = A.mT, b = B.mT, x = solve(a, b);
            return x.mT;
        }

        /// <summary>Eigenvalues in ascending order and eigenvectors of symmetric matrices.</summary>
        public static unsafe (Tensor, Tensor) eigh(Tensor input, char UPLO = 'L')
        {
            byte* triangle = stackalloc byte[] { (byte)UPLO, 0 };
            nint values, vectors;
            Native.Check(Native.fg_linalg_eigh(input.Handle, triangle, &values, &vectors), input);
            return (new Tensor(values), new Tensor(vectors));
        }

        public static unsafe (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true)
        {
            nint u, s, vh;
            Native.Check(Native.fg_linalg_svd(input.Handle, fullMatrices, &u, &s, &vh), input);
            return (new Tensor(u), new Tensor(s), new Tensor(vh));
        }

        public static Tensor norm(Tensor input, double ord, long[]? dims = null, bool keepdim = false) => Norm(input, NativeScalar.Of(ord), dims, keepdim);

        public static Tensor norm(Tensor input, int ord, long[]? dims = null, bool keepdim = false) => Norm(input, NativeScalar.Of((long)ord), dims, keepdim);

        public static Tensor norm(Tensor input, long[]? dims = null, bool keepdim = false) => Norm(input, NativeScalar.Absent, dims, keepdim);

        /// <param name="ord"><c>fro</c> or <c>nuc</c>.</param>
        public static unsafe Tensor norm(Tensor input, string ord, long[]? dims = null, bool keepdim = false)
        {
            fixed (byte* name = Encoding.UTF8.GetBytes(ord + '\0'))
            fixed (long* d = dims)
            {
                return Native.Made(Native.fg_linalg_norm_named(input.Handle, name, d, dims?.Length ?? -1, keepdim), input);
            }
        }

        public static unsafe Tensor vector_norm(Tensor input, double ord = 2d, long[]? dims = null, bool keepdim = false)
        {
            fixed (long* d = dims)
            {
                return Native.Made(Native.fg_linalg_vector_norm(input.Handle, ord, d, dims?.Length ?? -1, keepdim), input);
            }
        }

        private static unsafe Tensor Norm(Tensor input, NativeScalar order, long[]? dims, bool keepdim)
        {
            fixed (long* d = dims)
            {
                return Native.Made(Native.fg_linalg_norm(input.Handle, order, d, dims?.Length ?? -1, keepdim), input);
            }
        }
    }
}

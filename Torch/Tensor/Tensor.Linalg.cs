using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Products, norms, distances.</summary>
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Native.Made(Native.fg_matmul(Handle, target.Handle), this, target);

        public Tensor mm(Tensor target) => Native.Made(Native.fg_mm(Handle, target.Handle), this, target);

        public Tensor bmm(Tensor batch2) => Native.Made(Native.fg_bmm(Handle, batch2.Handle), this, batch2);

        public Tensor mv(Tensor target) => Native.Made(Native.fg_mv(Handle, target.Handle), this, target);

        public Tensor dot(Tensor target) => Native.Made(Native.fg_dot(Handle, target.Handle), this, target);

        public Tensor outer(Tensor vec2) => Native.Made(Native.fg_outer(Handle, vec2.Handle), this, vec2);

        public Tensor inner(Tensor vec2) => Native.Made(Native.fg_inner(Handle, vec2.Handle), this, vec2);

        public Tensor ger(Tensor vec2) => outer(vec2);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Native.Made(Native.fg_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), this, mat1, mat2);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Native.Acted(Native.fg_addmm_i(Handle, mat1.Handle, mat2.Handle, beta, alpha), this, mat1, mat2);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1.0f, float alpha = 1.0f) => Native.Made(Native.fg_addmv(Handle, mat.Handle, vec.Handle, beta, alpha), this, mat, vec);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Native.Made(Native.fg_baddbmm(Handle, batch1.Handle, batch2.Handle, beta, alpha), this, batch1, batch2);

        public Tensor trace() => Native.Made(Native.fg_trace(Handle), this);

        public Tensor dist(Tensor other, float p = 2.0f) => Native.Made(Native.fg_dist(Handle, other.Handle, p), this, other);

        public Tensor norm(float p = 2.0f) => Native.Made(Native.fg_norm(Handle, p), this);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => Native.Made(Native.fg_norm_dim(Handle, dim, keepdim, p), this);

        public Tensor renorm(float p, long dim, float maxnorm) => Native.Made(Native.fg_renorm(Handle, p, dim, maxnorm), this);

        public Tensor inverse() => linalg.inv(this);

        public Tensor det() => linalg.det(this);
    }
}

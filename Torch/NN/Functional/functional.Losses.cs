using TorchSharp.PInvoke;

namespace TorchSharp;

/// <summary>Losses as functions.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            public static Tensor cross_entropy(Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0)
                => Native.Made(Native.fg_cross_entropy(input.Handle, target.Handle, Native.Optional(weight), ignore_index, (long)reduction, label_smoothing), input, target, weight);

            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean)
                => Native.Made(Native.fg_nll_loss(input.Handle, target.Handle, Native.Optional(weight), -100, (long)reduction), input, target, weight);

            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Native.Made(Native.fg_mse_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) => Native.Made(Native.fg_l1_loss(input.Handle, target.Handle, (long)reduction), input, target);

            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) => Native.Made(Native.fg_smooth_l1_loss(input.Handle, target.Handle, (long)reduction, beta), input, target);

            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) => Native.Made(Native.fg_huber_loss(input.Handle, target.Handle, (long)reduction, delta), input, target);

            public static Tensor binary_cross_entropy(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) => Native.Made(Native.fg_bce(input.Handle, target.Handle, Native.Optional(weight), (long)reduction), input, target, weight);

            public static Tensor binary_cross_entropy_with_logits(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
                => Native.Made(Native.fg_bce_logits(input.Handle, target.Handle, Native.Optional(weight), Native.Optional(pos_weights), (long)reduction), input, target, weight, pos_weights);

            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) => Native.Made(Native.fg_kl_div(input.Handle, target.Handle, (long)reduction, log_target), input, target);

            public static Tensor triplet_margin_loss(Tensor anchor, Tensor positive, Tensor negative, double margin = 1.0, long p = 2, double eps = 1e-06, bool swap = false, Reduction reduction = Reduction.Mean)
                => Native.Made(Native.fg_triplet_margin_loss(anchor.Handle, positive.Handle, negative.Handle, margin, p, eps, swap, (long)reduction), anchor, positive, negative);

            public static Tensor cosine_embedding_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean)
                => Native.Made(Native.fg_cosine_embedding_loss(input1.Handle, input2.Handle, target.Handle, margin, (long)reduction), input1, input2, target);

            public static Tensor margin_ranking_loss(Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean)
                => Native.Made(Native.fg_margin_ranking_loss(input1.Handle, input2.Handle, target.Handle, margin, (long)reduction), input1, input2, target);
        }
    }
}

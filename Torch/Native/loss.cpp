// Losses. reduction: 0 none, 1 mean, 2 sum (at::Reduction).
#include "shim.h"

FG_API FgTensor fg_cross_entropy(FgTensor a, FgTensor target, FgTensor weight, int64_t ignore_index, int64_t reduction, double smoothing) { return fg::make([&] { return at::cross_entropy_loss(*a, *target, fg::optional_tensor(weight), reduction, ignore_index, smoothing); }); }
FG_API FgTensor fg_nll_loss(FgTensor a, FgTensor target, FgTensor weight, int64_t ignore_index, int64_t reduction) { return fg::make([&] { return at::nll_loss_nd(*a, *target, fg::optional_tensor(weight), reduction, ignore_index); }); }
FG_API FgTensor fg_mse_loss(FgTensor a, FgTensor target, int64_t reduction) { return fg::make([&] { return at::mse_loss(*a, *target, reduction); }); }
FG_API FgTensor fg_l1_loss(FgTensor a, FgTensor target, int64_t reduction) { return fg::make([&] { return at::l1_loss(*a, *target, reduction); }); }
FG_API FgTensor fg_smooth_l1_loss(FgTensor a, FgTensor target, int64_t reduction, double beta) { return fg::make([&] { return at::smooth_l1_loss(*a, *target, reduction, beta); }); }
FG_API FgTensor fg_huber_loss(FgTensor a, FgTensor target, int64_t reduction, double delta) { return fg::make([&] { return at::huber_loss(*a, *target, reduction, delta); }); }
FG_API FgTensor fg_bce(FgTensor a, FgTensor target, FgTensor weight, int64_t reduction) { return fg::make([&] { return at::binary_cross_entropy(*a, *target, fg::optional_tensor(weight), reduction); }); }
FG_API FgTensor fg_bce_logits(FgTensor a, FgTensor target, FgTensor weight, FgTensor pos_weight, int64_t reduction) { return fg::make([&] { return at::binary_cross_entropy_with_logits(*a, *target, fg::optional_tensor(weight), fg::optional_tensor(pos_weight), reduction); }); }
FG_API FgTensor fg_kl_div(FgTensor a, FgTensor target, int64_t reduction, uint8_t log_target) { return fg::make([&] { return at::kl_div(*a, *target, reduction, log_target != 0); }); }
FG_API FgTensor fg_triplet_margin_loss(FgTensor anchor, FgTensor positive, FgTensor negative, double margin, double p, double eps, uint8_t swap, int64_t reduction) { return fg::make([&] { return at::triplet_margin_loss(*anchor, *positive, *negative, margin, p, eps, swap != 0, reduction); }); }
FG_API FgTensor fg_cosine_embedding_loss(FgTensor a, FgTensor b, FgTensor target, double margin, int64_t reduction) { return fg::make([&] { return at::cosine_embedding_loss(*a, *b, *target, margin, reduction); }); }
FG_API FgTensor fg_margin_ranking_loss(FgTensor a, FgTensor b, FgTensor target, double margin, int64_t reduction) { return fg::make([&] { return at::margin_ranking_loss(*a, *b, *target, margin, reduction); }); }

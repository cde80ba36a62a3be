namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a run can learn from; a run mixes several by their weights.</summary>
public enum TrainingLossKind
{
    /// <summary>1 − cosine to the teacher's encoding of the same photo: needs no names (<see cref="Losses.DistillationLoss"/>).</summary>
    Distillation,

    /// <summary>Triplets on squared L2 with margin α (<see cref="TripletLoss"/>).</summary>
    TripletL2,

    /// <summary>Triplets on the Euclidean distance with gap g (<see cref="Losses.EuclideanTripletLoss"/>).</summary>
    TripletGap,

    /// <summary>Pairs of one person drawn together, of two pushed apart to a margin (<see cref="Losses.ContrastiveLoss"/>).</summary>
    Contrastive,

    /// <summary>Cross-entropy of a logistic head that says whether two photos are one person (<see cref="Losses.LogisticPairHead"/>).</summary>
    Bce,

    /// <summary>Softmax over the training people (<see cref="Losses.SoftmaxClassifier"/>).</summary>
    Softmax,

    /// <summary>Softmax over the cosines to the training people, the own one lowered by a margin (<see cref="CosineMarginLoss"/>).</summary>
    CosineMargin,
}

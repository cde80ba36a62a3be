namespace FaceGrid.Vision.Training.Runs;

/// <summary>A loss of a run; the objective is a weighted sum of one or several.</summary>
public enum TrainingLossKind
{
    /// <summary>
    /// 1 − cosine to the teacher's encoding of the same photo; needs no identity labels (<see cref="Losses.DistillationLoss"/>).
    /// </summary>
    Distillation,

    /// <summary>Triplets on squared L2 with margin α (<see cref="Losses.TripletLoss"/>).</summary>
    TripletL2,

    /// <summary>Triplets on the Euclidean distance with gap g (<see cref="Losses.EuclideanTripletLoss"/>).</summary>
    TripletGap,

    /// <summary>
    /// Squared distance of pairs of the same person, and squared violation of a margin by pairs of two people
    /// (<see cref="Losses.ContrastiveLoss"/>).
    /// </summary>
    Contrastive,

    /// <summary>
    /// Cross-entropy of a logistic head that classifies pairs as same or different (<see cref="Losses.LogisticPairHead"/>).
    /// </summary>
    Bce,

    /// <summary>Softmax over the training people (<see cref="Losses.SoftmaxClassifier"/>).</summary>
    Softmax,

    /// <summary>
    /// Softmax over the cosines to the training people, the right one lowered by a margin (<see cref="Losses.CosineMarginLoss"/>).
    /// </summary>
    CosineMargin,

    /// <summary>
    /// Squared error of the first outputs against known numbers of the person (<see cref="Losses.RegressionLoss"/>); the only term of its
    /// objective. Needs <see cref="EncoderRunInputs.PersonTargets"/>, which only rendered people have.
    /// </summary>
    Regression,
}

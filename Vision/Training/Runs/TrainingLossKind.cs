namespace FaceGrid.Vision.Training.Runs;

/// <summary>What a run can learn from; a run mixes several by their weights.</summary>
public enum TrainingLossKind
{
    /// <summary>1 − cosine to the teacher's encoding of the same photo: needs no names.</summary>
    Distillation,

    /// <summary>Triplets on squared L2 with margin α (<see cref="TripletLoss"/>).</summary>
    TripletL2,

    /// <summary>Softmax over the cosines to the training people, the own one lowered by a margin (<see cref="CosineMarginLoss"/>).</summary>
    CosineMargin,
}

namespace FaceGrid.Vision.Training.Mining;

/// <summary>How the triplets of a batch are chosen. JSON and <c>--mining</c> write the words with dashes: <c>semi-hard</c>.</summary>
public enum TripletMining
{
    /// <summary>A random negative for every positive pair (<see cref="RandomMiner"/>).</summary>
    Random,

    /// <summary>The nearest negative that is farther than the positive, within the margin (<see cref="SemiHardMiner"/>).</summary>
    SemiHard,

    /// <summary>The farthest positive and the nearest negative of every anchor (<see cref="HardestMiner"/>).</summary>
    BatchHard,

    /// <summary>Random negatives that are repeated until they satisfy the margin (<see cref="PersistentMiner"/>).</summary>
    Persistent,
}

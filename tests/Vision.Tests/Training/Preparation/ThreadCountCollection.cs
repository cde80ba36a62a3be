namespace FaceGrid.Vision.Tests.Training.Preparation;

/// <summary>
/// Tests that set libtorch's number of threads, which is the process's: alone, as others compare results to the last bit.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ThreadCountCollection
{
    public const string Name = "sets the number of threads";
}

namespace FaceGrid.Cli.Load;

/// <summary>Correctness of an answer.</summary>
internal enum LoadVerdict
{
    Right,

    /// <summary>False positive: a stranger was recognised, or a person was recognised as another.</summary>
    WrongPerson,

    /// <summary>False negative: an enrolled person was not recognised.</summary>
    WrongNotRecognized,

    /// <summary>Some shards did not answer within the deadline; the answer is 'cannot decide'.</summary>
    Incomplete,

    /// <summary>The call failed.</summary>
    Failed,
}

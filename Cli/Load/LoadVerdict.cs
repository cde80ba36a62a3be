namespace FaceGrid.Cli.Load;

/// <summary>What an answer was worth.</summary>
internal enum LoadVerdict
{
    Right,

    /// <summary>A stranger or somebody else was taken for a person.</summary>
    WrongPerson,

    /// <summary>An enrolled person was turned away.</summary>
    WrongNotRecognized,

    /// <summary>Part of the grid did not answer in time, and the answer says so.</summary>
    Incomplete,

    /// <summary>The call itself failed.</summary>
    Failed,
}

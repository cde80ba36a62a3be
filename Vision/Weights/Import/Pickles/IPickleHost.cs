namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>Gives values to the names and references of a pickle. Everything outside its closed list is refused.</summary>
internal interface IPickleHost
{
    /// <summary>Whether the pickle may refer to this class or function.</summary>
    bool IsAllowed(PickleGlobal global);

    /// <summary>The value of a call, or null where the arguments do not fit the function.</summary>
    object? Call(PickleGlobal function, object?[] arguments);

    /// <summary>The value of a persistent id, or null where the id has an unknown form.</summary>
    object? Persistent(object? id);
}

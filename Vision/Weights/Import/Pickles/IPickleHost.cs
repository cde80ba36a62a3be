namespace FaceGrid.Vision.Weights.Import.Pickles;

/// <summary>Decides what the few things that a pickle may name stand for. Whatever it does not know, it refuses.</summary>
internal interface IPickleHost
{
    /// <summary>Is this a name that may occur?</summary>
    bool Knows(PickleGlobal global);

    /// <summary>The value of a call, or null where these arguments do not fit it.</summary>
    object? Call(PickleGlobal function, object?[] arguments);

    /// <summary>The value of a persistent id, or null where it is not understood.</summary>
    object? Persistent(object? id);
}

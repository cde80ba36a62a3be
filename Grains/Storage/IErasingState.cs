namespace FaceGrid.Grains.Storage;

/// <summary>A state whose write takes something out that must not be found any more.</summary>
internal interface IErasingState
{
    bool Erases { get; }
}

namespace FaceGrid.Vision.Synthetic;

/// <summary>The surface of a sample, which determines how it is painted.</summary>
internal enum SurfaceLayer : byte
{
    Nothing,
    Head,
    Hair,
    Ear,
    Neck,
    Torso,
    Hat,
    Visor,
    Scarf,
}

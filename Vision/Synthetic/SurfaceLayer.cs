namespace FaceGrid.Vision.Synthetic;

/// <summary>Which surface a sample shows; decides how it is painted.</summary>
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

using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>What the painter needs to know of one place on a surface.</summary>
/// <param name="Layer">The surface.</param>
/// <param name="Place">Where it is in the head frame (the body's own frame for neck, clothes and scarf).</param>
/// <param name="Normal">Unit normal in the camera's frame, towards the camera.</param>
/// <param name="Angle">Angle around the head, 0 in front.</param>
/// <param name="Mask">Distance to the hair's edge, or the surface's own coordinate.</param>
/// <param name="Cavity">Loss of light from everywhere, 0 to 1.</param>
/// <param name="Lit">Share of the main light that arrives, 0 to 1.</param>
internal readonly record struct SurfacePoint(
    SurfaceLayer Layer, Vector3 Place, Vector3 Normal, float Angle, float Mask, float Cavity, float Lit);

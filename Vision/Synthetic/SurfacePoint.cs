using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>A point on a surface, as input of the painter.</summary>
/// <param name="Layer">The surface.</param>
/// <param name="Place">Position in the head frame (in the body frame for neck, clothes and scarf).</param>
/// <param name="Normal">Unit normal in the camera frame, towards the camera.</param>
/// <param name="Angle">Angle around the head, 0 in front.</param>
/// <param name="Mask">Distance to the edge of the hair, or a local coordinate of the surface.</param>
/// <param name="Cavity">Ambient occlusion, 0 to 1.</param>
/// <param name="Lit">Share of the main light that arrives, 0 to 1.</param>
internal readonly record struct SurfacePoint(
    SurfaceLayer Layer, Vector3 Place, Vector3 Normal, float Angle, float Mask, float Cavity, float Lit);

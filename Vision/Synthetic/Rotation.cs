using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>A rotation matrix, stored as three rows; angles in degrees as in <see cref="PhotoConditions"/>.</summary>
internal readonly struct Rotation
{
    private readonly Vector3 _x;
    private readonly Vector3 _y;
    private readonly Vector3 _z;

    /// <summary>Yaw about the vertical axis, then pitch, then roll in the image plane.</summary>
    public Rotation(float yaw, float pitch, float roll)
    {
        const float degree = PortableMath.Pi / 180;
        float sy = PortableMath.Sin(yaw * degree), cy = PortableMath.Cos(yaw * degree);
        float sp = PortableMath.Sin(pitch * degree), cp = PortableMath.Cos(pitch * degree);
        float sr = PortableMath.Sin(roll * degree), cr = PortableMath.Cos(roll * degree);

        // Yaw moves points in front (positive z) to the right; pitch moves them down.
        var x = new Vector3(cy, 0, sy);
        var y = new Vector3(-sp * sy, cp, sp * cy);
        _z = new Vector3(-cp * sy, -sp, cp * cy);
        _x = (x * cr) - (y * sr);
        _y = (x * sr) + (y * cr);
    }

    public Vector3 Apply(Vector3 v) => new(PortableMath.Dot(_x, v), PortableMath.Dot(_y, v), PortableMath.Dot(_z, v));
}

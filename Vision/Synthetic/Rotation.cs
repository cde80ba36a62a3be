using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>A rotation as three rows; angles in degrees as in <see cref="PhotoConditions"/>.</summary>
internal readonly struct Rotation
{
    private readonly Vector3 _x;
    private readonly Vector3 _y;
    private readonly Vector3 _z;

    /// <summary>First yaw about the upright axis, then pitch, then roll in the picture.</summary>
    public Rotation(float yaw, float pitch, float roll)
    {
        const float degree = PortableMath.Pi / 180;
        float sy = PortableMath.Sin(yaw * degree), cy = PortableMath.Cos(yaw * degree);
        float sp = PortableMath.Sin(pitch * degree), cp = PortableMath.Cos(pitch * degree);
        float sr = PortableMath.Sin(roll * degree), cr = PortableMath.Cos(roll * degree);

        // Yaw moves what is in front (z) to the right; pitch moves it down.
        var x = new Vector3(cy, 0, sy);
        var y = new Vector3(-sp * sy, cp, sp * cy);
        _z = new Vector3(-cp * sy, -sp, cp * cy);
        _x = (x * cr) - (y * sr);
        _y = (x * sr) + (y * cr);
    }

    public Vector3 Apply(Vector3 v) => new(PortableMath.Dot(_x, v), PortableMath.Dot(_y, v), PortableMath.Dot(_z, v));
}

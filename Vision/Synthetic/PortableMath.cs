using System.Numerics;
using System.Runtime.CompilerServices;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// The functions that the renderer needs beyond + - * / and √. The operating system's sin, exp and pow differ in the last
/// bits between platforms; these do not, because IEEE 754 fixes every operation in them.
/// </summary>
internal static class PortableMath
{
    public const float Pi = 3.14159265f;

    /// <summary>Sine of <paramref name="x"/> radians, error below 1e-6.</summary>
    public static float Sin(float x)
    {
        double t = x * (1 / 6.283185307179586);
        t = (t - Math.Floor(t + 0.5)) * 6.283185307179586;
        if (t > 1.5707963267948966)
        {
            t = 3.141592653589793 - t;
        }
        else if (t < -1.5707963267948966)
        {
            t = -3.141592653589793 - t;
        }

        var s = t * t;
        return (float)(t * (1 + (s * ((-1 / 6.0) + (s * ((1 / 120.0) + (s * ((-1 / 5040.0) + (s * ((1 / 362880.0) - (s / 39916800.0)))))))))));
    }

    /// <summary>Cosine of <paramref name="x"/> radians.</summary>
    public static float Cos(float x) => Sin(x + (Pi / 2));

    /// <summary>e to the <paramref name="x"/>, relative error below 1e-7; x is limited to ±80.</summary>
    public static float Exp(float x)
    {
        var t = Math.Clamp(x, -80f, 80f) * 1.4426950408889634;
        var whole = Math.Floor(t + 0.5);
        var r = (t - whole) * 0.6931471805599453;
        var series = 1 + (r * (1 + (r * (0.5 + (r * ((1 / 6.0) + (r * ((1 / 24.0) + (r * ((1 / 120.0) + (r * ((1 / 720.0) + (r / 5040.0)))))))))))));
        return (float)(series * BitConverter.Int64BitsToDouble(((long)whole + 1023) << 52));
    }

    /// <summary>Natural logarithm of a positive number.</summary>
    public static float Log(float x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)((bits >> 52) & 0x7FF) - 1023;
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        var a = (m - 1) / (m + 1);
        var s = a * a;
        var series = a * (2 + (s * ((2 / 3.0) + (s * ((2 / 5.0) + (s * ((2 / 7.0) + (s * ((2 / 9.0) + (s * ((2 / 11.0) + (s * 2 / 13.0))))))))))));
        return (float)((exponent * 0.6931471805599453) + series);
    }

    /// <summary><paramref name="x"/> to the <paramref name="power"/>; 0 for x ≤ 0.</summary>
    public static float Pow(float x, float power) => x <= 0 ? 0 : Exp(power * Log(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Saturate(float x) => x < 0 ? 0 : x > 1 ? 1 : x;

    /// <summary>0 at <paramref name="from"/>, 1 at <paramref name="to"/> (also when to is the smaller), a cubic between.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Smooth(float from, float to, float x)
    {
        var t = Saturate((x - from) / (to - from));
        return t * t * (3 - (2 * t));
    }

    /// <summary>A bell (1 - r²)³ of radius 1 with r² = x² + y²: 1 in the middle, exactly 0 from the rim on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Bump(float x, float y)
    {
        var t = 1 - (x * x) - (y * y);
        return t <= 0 ? 0 : t * t * t;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Mix(float a, float b, float t) => a + ((b - a) * t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector3 Mix(Vector3 a, Vector3 b, float t) => a + ((b - a) * t);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector4 Mix(Vector4 a, Vector4 b, float t) => a + ((b - a) * t);

    /// <summary>Summed in a fixed order: <see cref="Vector3.Dot"/> leaves the order to the processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Dot(Vector3 a, Vector3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static Vector3 Normalize(Vector3 a) => a * (1 / MathF.Sqrt(Dot(a, a) + 1e-12f));

    /// <summary>Smooth value noise in [-1, 1] on the integer lattice.</summary>
    public static float Noise(float x, float y, uint seed)
    {
        var fx = MathF.Floor(x);
        var fy = MathF.Floor(y);
        var ix = (int)fx;
        var iy = (int)fy;
        var tx = x - fx;
        var ty = y - fy;
        tx = tx * tx * (3 - (2 * tx));
        ty = ty * ty * (3 - (2 * ty));
        var top = Mix(Lattice(ix, iy, seed), Lattice(ix + 1, iy, seed), tx);
        var bottom = Mix(Lattice(ix, iy + 1, seed), Lattice(ix + 1, iy + 1, seed), tx);
        return Mix(top, bottom, ty);
    }

    /// <summary>A hash of a lattice point as a number in [-1, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Lattice(int x, int y, uint seed) => (Hash(x, y, seed) & 0xFFFFFF) * (2f / 16777216f) - 1f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(int x, int y, uint seed)
    {
        var h = ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ (seed * 0xC2B2AE3Du);
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return h ^ (h >> 15);
    }

    /// <summary>sRGB bytes to linear light, 0 .. 1 (IEC 61966-2-1).</summary>
    public static Vector3 Linear(float r, float g, float b) => new(Linear(r), Linear(g), Linear(b));

    private static float Linear(float v)
    {
        v *= 1 / 255f;
        return v <= 0.04045f ? v / 12.92f : Pow((v + 0.055f) / 1.055f, 2.4f);
    }
}

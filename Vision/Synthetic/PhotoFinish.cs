using System.Numerics;
using FaceGrid.Vision.Imaging;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>What lens, sensor and file do to the picture: blur, exposure, white balance, tone, noise, compression.</summary>
internal sealed class PhotoFinish
{
    private const int ToneSteps = 1024;
    private const float ToneRange = 2f;

    private readonly float[] _tone = new float[ToneSteps + 2];
    private readonly JpegArtefacts _jpeg = new();

    /// <summary>Turns linear light into bytes. <paramref name="image"/> is used up.</summary>
    public RgbImage Develop(LinearImage image, PhotoConditions photo)
    {
        var unit = image.Side / 112f;
        Blur(image, photo.Defocus * unit);
        Motion(image, photo.MotionLength * unit, photo.MotionAngle);
        FillTone(photo.Gamma);

        var gain = Exp(photo.Exposure * 0.6931472f);
        var balance = new Vector3(
            gain * (1 + (0.16f * photo.WhiteBalance) - (0.03f * photo.Tint)),
            gain * (1 + (0.06f * photo.Tint)),
            gain * (1 - (0.2f * photo.WhiteBalance) - (0.03f * photo.Tint)));
        var side = image.Side;
        var bytes = new byte[side * side * 3];
        var noise = photo.Noise;
        var state = SeededRandom.Mix(photo.Seed ^ 0x5851F42D4C957F2D);
        for (var i = 0; i < side * side; i++)
        {
            var c = image.Pixels[i].AsVector3() * balance;
            var grey = (0.2126f * c.X) + (0.7152f * c.Y) + (0.0722f * c.Z);
            c = Mix(new Vector3(grey), c, photo.Saturation);
            float r = Tone(c.X), g = Tone(c.Y), b = Tone(c.Z);

            // One draw of 64 bits gives four uniform draws of 16: a luminance part common to all channels and one each.
            state += 0x9E3779B97F4A7C15;
            var h = SeededRandom.Mix(state);
            var common = Centred(h);
            var strength = noise * 2.2f;
            bytes[i * 3] = ToByte(r + (strength * (common + (0.7f * Centred(h >> 16)))));
            bytes[(i * 3) + 1] = ToByte(g + (strength * (common + (0.7f * Centred(h >> 32)))));
            bytes[(i * 3) + 2] = ToByte(b + (strength * (common + (0.7f * Centred(h >> 48)))));
        }

        if (photo.JpegQuality > 0)
        {
            _jpeg.Apply(bytes, side, photo.JpegQuality);
        }

        return new RgbImage(side, side, bytes);
    }

    private static float Centred(ulong bits) => ((bits & 0xFFFF) * (1f / 65536f)) - 0.5f;

    private static byte ToByte(float v) => v <= 0 ? (byte)0 : v >= 254.5f ? (byte)255 : (byte)(v + 0.5f);

    private void FillTone(float gamma)
    {
        for (var i = 0; i < _tone.Length; i++)
        {
            var v = i * (ToneRange / ToneSteps);

            // A soft shoulder above 0.75 instead of clipping, then sRGB's transfer curve.
            v = v <= 0.75f ? v : 0.75f + (0.27f * (1 - Exp(-(v - 0.75f) / 0.27f)));
            var s = v <= 0.0031308f ? 12.92f * v : (1.055f * Pow(v, 1 / 2.4f)) - 0.055f;
            _tone[i] = 255 * Pow(Math.Max(0, s), gamma);
        }
    }

    private float Tone(float v)
    {
        var p = Math.Clamp(v, 0, ToneRange) * (ToneSteps / ToneRange);
        var i = (int)p;
        return Mix(_tone[i], _tone[i + 1], p - i);
    }

    /// <summary>A separable Gaussian; below 0.3 pixels nothing is done.</summary>
    private static void Blur(LinearImage image, float sigma)
    {
        if (sigma < 0.3f)
        {
            return;
        }

        var radius = Math.Min(12, (int)MathF.Ceiling(2.5f * sigma));
        Span<float> kernel = stackalloc float[radius + 1];
        float sum = 0;
        for (var i = 0; i <= radius; i++)
        {
            kernel[i] = Exp(-i * i / (2 * sigma * sigma));
            sum += i == 0 ? kernel[i] : 2 * kernel[i];
        }

        for (var i = 0; i <= radius; i++)
        {
            kernel[i] /= sum;
        }

        for (var pass = 0; pass < 2; pass++)
        {
            // Each pass also transposes, so that two of them put rows back to rows.
            var source = image.Pixels;
            var target = image.Scratch;
            var side = image.Side;
            for (var y = 0; y < side; y++)
            {
                var row = y * side;
                for (var x = 0; x < side; x++)
                {
                    var c = source[row + x] * kernel[0];
                    if (x >= radius && x + radius < side)
                    {
                        for (var i = 1; i <= radius; i++)
                        {
                            c += (source[row + x - i] + source[row + x + i]) * kernel[i];
                        }
                    }
                    else
                    {
                        for (var i = 1; i <= radius; i++)
                        {
                            c += (source[row + Math.Max(0, x - i)] + source[row + Math.Min(side - 1, x + i)]) * kernel[i];
                        }
                    }

                    target[(x * side) + y] = c;
                }
            }

            image.Swap();
        }
    }

    private static void Motion(LinearImage image, float length, float angle)
    {
        if (length < 0.5f)
        {
            return;
        }

        var taps = (int)MathF.Ceiling(length) + 2;
        float dx = Cos(angle * Pi / 180) * length / (taps - 1), dy = Sin(angle * Pi / 180) * length / (taps - 1);
        var side = image.Side;
        var source = image.Pixels;
        var target = image.Scratch;
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var sum = Vector4.Zero;
                for (var i = 0; i < taps; i++)
                {
                    var k = i - ((taps - 1) * 0.5f);
                    var px = Math.Clamp(x + (k * dx), 0, side - 1.001f);
                    var py = Math.Clamp(y + (k * dy), 0, side - 1.001f);
                    int ix = (int)px, iy = (int)py;
                    var at = (iy * side) + ix;
                    sum += Mix(Mix(source[at], source[at + 1], px - ix), Mix(source[at + side], source[at + side + 1], px - ix), py - iy);
                }

                target[(y * side) + x] = sum * (1f / taps);
            }
        }

        image.Swap();
    }
}

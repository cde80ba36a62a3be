using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>
/// The face of one photo before it is turned: traits and expression combined into places of features and into the
/// relief over the bare head. Head frame: x to the picture's right, y down, z towards the camera, origin between the
/// eyes of an average face in the head's middle plane; units of <see cref="PersonTraits"/>.
/// </summary>
internal sealed class FaceGeometry
{
    /// <summary>Height of the head's widest place.</summary>
    public const float Middle = -10;

    private readonly PersonTraits _t;
    private readonly float _smile;
    private readonly float _cheekLift;
    private readonly float _jawDrop;
    private readonly float _noseEnd;
    private readonly float _masked;

    public FaceGeometry(PersonTraits traits, PhotoConditions photo)
    {
        _t = traits;
        _smile = photo.Smile;
        _cheekLift = Math.Max(0, photo.Smile);
        _masked = photo.Occluder == Occluder.MedicalMask ? 1 : 0;
        _jawDrop = photo.MouthOpen * 7;
        EyeX = traits.EyeSpacing;
        EyeY = traits.EyeHeight;
        BrowY = traits.EyeHeight - traits.BrowHeight - (photo.BrowRaise * 2.2f);
        _noseEnd = traits.NoseLength + (traits.EyeHeight * 0.5f);
        NoseEnd = _noseEnd;
        MouthY = Math.Max(traits.MouthHeight, _noseEnd + 10f + (traits.UpperLip * 0.5f));
        MouthHalf = traits.MouthWidth * (1 + (0.16f * photo.Smile));
        MouthLift = traits.MouthCurve + (3.2f * photo.Smile);
        MouthGap = (photo.MouthOpen * 9) + (_cheekLift > 0.45f ? (_cheekLift - 0.45f) * 7 : 0);
        Chin = Math.Max(traits.ChinLength, MouthY + traits.LowerLip + 10) + _jawDrop;
        BrowSag = traits.EyeTilt;
    }

    public float EyeX { get; }

    public float EyeY { get; }

    public float BrowY { get; }

    public float BrowSag { get; }

    /// <summary>Height of the nose's lower end.</summary>
    public float NoseEnd { get; }

    public float MouthY { get; }

    /// <summary>Half the mouth's width with the expression.</summary>
    public float MouthHalf { get; }

    /// <summary>How far the corners lie above the mouth's middle.</summary>
    public float MouthLift { get; }

    /// <summary>Distance between the lips in the middle.</summary>
    public float MouthGap { get; }

    /// <summary>Height of the chin's lower end.</summary>
    public float Chin { get; }

    public float TopHeight => _t.HeadTop + Middle;

    /// <summary>Half width and half depth (front, back) of the bare head at a height.</summary>
    /// <param name="s">Share of the way from <see cref="Middle"/> to the chin, 0 to 1.</param>
    public (float Width, float Front, float Back) LowerSection(float s)
    {
        var end = MathF.Sqrt(Math.Max(0, 1 - Pow(s, _t.JawSquareness)));
        var taper = 1 - (_t.JawTaper * Pow(s, 1.5f));
        var cheek = _t.Cheekbones * 0.35f * Bump((s - 0.38f) / 0.3f, 0);
        var cheeks = _t.CheekFullness * 0.35f * Bump((s - 0.62f) / 0.4f, 0);
        var width = ((_t.HeadWidth * taper) + cheek + cheeks) * end;
        var s2 = s * s;
        var s8 = s2 * s2 * s2 * s2;
        var front = _t.HeadDepth * (1 - (0.1f * s)) * MathF.Sqrt(Math.Max(0, 1 - s8));
        var back = _t.HeadDepth * 1.08f * (1 - (0.75f * s)) * MathF.Sqrt(Math.Max(0, 1 - s8));
        return (width, front, back);
    }

    /// <summary>The same for the upper half; <paramref name="c"/> is the cosine of the angle from the crown, 1 at the crown.</summary>
    public (float Width, float Front, float Back) UpperSection(float c)
    {
        var r = MathF.Sqrt(Math.Max(0, 1 - Pow(c, 2.4f)));
        return (_t.HeadWidth * r, _t.HeadDepth * r, _t.HeadDepth * 1.12f * r);
    }

    /// <summary>How far the jaw reaches down at an angle from the front, as a share of the chin's distance.</summary>
    public float JawShare(float angle) => Mix(1, _t.JawCorner, Smooth(0.75f, 1.65f, Math.Abs(angle)));

    /// <summary>
    /// The relief of the features over the bare head.
    /// </summary>
    /// <param name="x">Place on the face.</param>
    /// <param name="y">Place on the face.</param>
    /// <param name="cavity">Set to how much light from everywhere the place loses, 0 to 1.</param>
    /// <returns>Displacement along z.</returns>
    public float Relief(float x, float y, out float cavity)
    {
        var t = _t;
        var ax = Math.Abs(x);
        cavity = 0;
        float z = 0;
        if (y < 2)
        {
            z += t.Forehead * Bump(x / 34, (y + 34) / 26);
            var ridge = Bump((ax - (EyeX * 0.95f)) / 17, (y - BrowY - 1) / 6.5f);
            z += t.BrowRidge * ridge;
        }

        if (y is > -18 and < 18)
        {
            var ex = ax - EyeX;
            var ey = y - EyeY;
            var socket = Bump(ex / 14.5f, (ey + 1.5f) / 9.5f);
            z -= (t.EyeDepth + 1f) * socket;
            cavity += 0.05f * t.EyeDepth * socket;
            var inner = Bump((ax - (EyeX * 0.52f)) / 6, (ey + 1) / 8);
            z -= 1.6f * inner;
            cavity += 0.22f * inner;
            z += 2.6f * Bump(ex / 10, ey / 7);
        }

        z += NoseRelief(x, y, ref cavity);

        if (y is > 0 and < 55)
        {
            z += t.Cheekbones * Bump((ax - 26) / 15, (y - 14) / 11);
            z += (t.CheekFullness + (_cheekLift * 1f)) * Bump((ax - 27) / 15, (y - 31) / 18);
            z += (1.2f + (_cheekLift * 3.2f)) * Bump((ax - 19) / 11, (y - 19 + (_cheekLift * 2)) / 10);
        }

        if (y > 22)
        {
            z += 2.4f * Bump(x / 25, (y - MouthY) / 15);
            z += Lips(x, y, ref cavity);
            var chin = Chin - 8;
            z += t.ChinProjection * Bump(x / t.ChinWidth, (y - chin) / 11);
            var dent = Bump(x / 15, (y - MouthY - MouthGap - t.LowerLip - 4.5f) / 4.5f);
            z -= 1.7f * dent;
            cavity += 0.14f * dent;
            if (t.ChinCleft > 0)
            {
                var cleft = t.ChinCleft * Bump(x / 2.4f, (y - chin) / 7);
                z -= cleft;
                cavity += 0.2f * cleft;
            }
        }

        return z;
    }

    /// <summary>Height of the line where the lips meet, at a place across the mouth.</summary>
    /// <param name="across">-1 at the picture's left corner, 1 at the right one.</param>
    public float LipLine(float across)
    {
        var a2 = across * across;
        return MouthY - (MouthLift * a2) - (0.5f * (1 - a2)) + (_t.MouthAsymmetry * across);
    }

    /// <summary>Half the width of the opening between the lips at a place across the mouth.</summary>
    public float LipGap(float across) => MouthGap * Math.Max(0, 1 - (across * across));

    /// <summary>Height of the upper lip above its lower edge.</summary>
    public float UpperLip(float across)
    {
        var a = Math.Abs(across);
        var thin = 1 - (0.12f * Math.Max(0, _smile));
        return _t.UpperLip * thin * (1 - (0.55f * a) - (0.45f * a * a * a)) * 1.2f * (1 + (0.25f * Bump((a - 0.25f) / 0.3f, 0)) - (0.3f * _t.CupidsBow * Bump(a / 0.2f, 0)));
    }

    /// <summary>Height of the lower lip below its upper edge.</summary>
    public float LowerLip(float across)
    {
        var a2 = across * across;
        return _t.LowerLip * (1 - (0.12f * Math.Max(0, _smile))) * (1 - (a2 * a2 * 0.4f) - (0.6f * a2));
    }

    private float NoseRelief(float x, float y, ref float cavity)
    {
        var t = _t;
        if (y < -14 || y > _noseEnd + 9)
        {
            return 0;
        }

        var root = EyeY - 6;
        var along = Saturate((y - root) / (_noseEnd - root));
        var nx = x - (t.NoseBend * along);
        var ax = Math.Abs(nx);
        if (ax > 20)
        {
            return 0;
        }

        var height = t.BridgeHeight + ((t.TipHeight - t.BridgeHeight) * along * (0.55f + (0.45f * along)));
        height += t.NoseHump * 4 * along * (1 - along) * (1.1f - along);
        var start = Smooth(root - 8, root + 3, y);
        var end = 1 - Smooth(_noseEnd - 3.5f - (t.TipTurn * 0.3f), _noseEnd + 3.2f - t.TipTurn, y);
        var half = Mix(t.BridgeWidth + 2.5f, t.TipWidth + 3.5f, along);
        var across = 1 - (ax * ax / (half * half));
        across = across <= 0 ? 0 : across * MathF.Sqrt(across);
        var z = height * across * start * end;

        var ballY = (y - (_noseEnd - 4.5f - (t.TipTurn * 0.8f))) / (t.TipWidth * 1.0f);
        z += 2.2f * Bump(nx / t.TipWidth, ballY);
        var wing = Bump((ax - t.NoseWidth + 2.6f) / 4.4f, (y - _noseEnd + 2.4f) / 5.2f);
        z += (2.6f + (t.TipHeight * 0.22f)) * wing;
        cavity += 0.3f * Bump((ax - t.NoseWidth - 1.2f) / 2.6f, (y - _noseEnd + 2f) / 6);
        cavity += 0.14f * Bump((ax - half + 0.5f) / 4f, (along - 0.55f) / 0.45f);
        cavity += 0.3f * Bump(nx / (t.NoseWidth + 3), (y - _noseEnd - 3.2f) / 4f);
        return z;
    }

    private float Lips(float x, float y, ref float cavity)
    {
        var across = x / MouthHalf;
        if (across * across >= 1.2f)
        {
            return 0;
        }

        var line = LipLine(across);
        var gap = LipGap(across);
        var soft = 1 - (0.5f * _masked);
        var upper = Bump(across * 0.9f, (y - (line - (gap * 0.25f) - (_t.UpperLip * 0.55f))) / (_t.UpperLip + 1.4f));
        var lower = Bump(across * 0.95f, (y - (line + (gap * 0.75f) + (_t.LowerLip * 0.55f))) / (_t.LowerLip + 1.2f));
        cavity += 0.1f * Bump(across, (y - line - (gap * 0.75f) - _t.LowerLip - 1.5f) / 2.5f);
        return ((1.1f * upper) + (1.5f * lower)) * soft;
    }
}

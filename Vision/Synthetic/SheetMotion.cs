using System.Numerics;

namespace FaceGrid.Vision.Synthetic;

/// <summary>How a print or a screen moves within a burst.</summary>
internal sealed class SheetMotion
{
    private static readonly Vector2[] Template = [new(38.29f, 51.70f), new(73.53f, 51.50f), new(56.03f, 71.74f), new(41.55f, 92.37f), new(70.73f, 92.20f)];

    private readonly Wave _yaw;
    private readonly Wave _pitch;
    private readonly Wave _roll;
    private readonly Wave _bend;
    private readonly float _yawBase;
    private readonly float _pitchBase;
    private readonly float _bendBase;
    private readonly float _axis;
    private readonly float _distance;

    public SheetMotion(ref SeededRandom r, BurstKind kind)
    {
        var most = kind switch
        {
            BurstKind.WavedPrint => r.Uniform(5, 25),
            BurstKind.BentPrint => r.Uniform(2, 14),
            _ => r.Uniform(0.2f, 4),
        };
        _yaw = new Wave(ref r, most, 14, 44);
        _pitch = new Wave(ref r, most * r.Uniform(0.2f, 0.8f), 14, 44);
        _roll = new Wave(ref r, r.Uniform(0, 4), 16, 50);
        _bend = new Wave(ref r, kind == BurstKind.BentPrint ? r.Uniform(2, 10) : 0, 14, 44);
        _bendBase = kind == BurstKind.BentPrint ? r.Uniform(-12, 12) : 0;
        _yawBase = r.Uniform(-8, 8);
        _pitchBase = r.Uniform(-8, 8);
        _axis = r.Chance(0.7f) ? r.Uniform(-0.3f, 0.3f) : r.Uniform(0, PortableMath.Pi);
        _distance = r.Uniform(250, 700);
    }

    public Sheet Sheet { get; } = new();

    public void Hold(int t, ReadOnlySpan<Vector2> landmarks) => Sheet.Hold(
        new Rotation(_yawBase + _yaw.At(t), _pitchBase + _pitch.At(t), _roll.At(t)), _bendBase + _bend.At(t), _axis, _distance, landmarks, Template);
}

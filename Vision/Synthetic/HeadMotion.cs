using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Synthetic;

/// <summary>How a live person moves within a burst: the head turns, the face changes, the eyes wander and may blink.</summary>
internal sealed class HeadMotion
{
    private readonly PhotoConditions _scene;
    private readonly Wave _yaw;
    private readonly Wave _pitch;
    private readonly Wave _roll;
    private readonly Wave _smile;
    private readonly Wave _mouth;
    private readonly Wave _gazeX;
    private readonly Wave _gazeY;
    private readonly float _blinkAt;
    private readonly float _blinkClosing;
    private readonly float _blinkOpening;
    private readonly bool _speaks;

    public HeadMotion(ref SeededRandom r, PhotoConditions scene)
    {
        _scene = scene;

        // At least a few degrees: a head that does not move at all cannot be told from its picture.
        var most = r.Uniform(3, 14);
        _yaw = new Wave(ref r, most, 14, 44);
        _pitch = new Wave(ref r, most * r.Uniform(0.2f, 0.7f), 14, 44);
        _roll = new Wave(ref r, r.Uniform(0, 3), 16, 50);
        _smile = new Wave(ref r, r.Uniform(0, 0.3f), 16, 60);
        _mouth = new Wave(ref r, r.Uniform(0.05f, 0.35f), 5, 12);
        _gazeX = new Wave(ref r, r.Uniform(0, 0.5f), 10, 50);
        _gazeY = new Wave(ref r, r.Uniform(0, 0.3f), 10, 50);
        _speaks = r.Chance(0.25f);
        _blinkAt = r.Chance(0.5f) ? r.Uniform(1, BurstRenderer.Frames - 2) : -100;
        _blinkClosing = r.Uniform(0.8f, 1.8f);
        _blinkOpening = r.Uniform(1.2f, 3.2f);
    }

    public PhotoConditions At(int t)
    {
        var since = t - _blinkAt;
        var lid = since < 0 ? Saturate(1 + (since / _blinkClosing)) : Saturate(1 - (since / _blinkOpening));
        return _scene with
        {
            Yaw = _scene.Yaw + _yaw.At(t),
            Pitch = _scene.Pitch + _pitch.At(t),
            Roll = _roll.At(t),
            Smile = Math.Clamp(_scene.Smile + _smile.At(t), -0.4f, 1),
            MouthOpen = Math.Clamp(_scene.MouthOpen + (_speaks ? Math.Abs(_mouth.At(t)) : 0), 0, 1),
            GazeX = Math.Clamp(_scene.GazeX + _gazeX.At(t), -1, 1),
            GazeY = Math.Clamp(_scene.GazeY + _gazeY.At(t), -1, 1),
            EyeClosure = Math.Max(_scene.EyeClosure, lid),
        };
    }
}

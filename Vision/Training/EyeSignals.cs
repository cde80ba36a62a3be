using FaceGrid.Vision.Synthetic;
using static FaceGrid.Vision.Synthetic.PortableMath;

namespace FaceGrid.Vision.Training;

/// <summary>
/// Makes up eye-opening signals: a person's own width of eyes, the landmarks' noise, slow drift as the head turns, frames
/// without landmarks, and in half of them blinks of 3 to 8 frames. What is no blink but looks a little like one is there too: one frame
/// that jumps, eyes that narrow and stay so.
/// </summary>
public static class EyeSignals
{
    /// <param name="frames">Length, from 8.</param>
    public static EyeSignalSample Draw(ulong seed, int frames = 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 8);
        var r = new SeededRandom(seed, 60);
        var open = r.Uniform(0.19f, 0.38f);
        var noise = r.Uniform(0.01f, 0.06f) * open;
        var drift = new Wave(ref r, r.Uniform(0, 0.12f), 14, 60);
        var blinks = r.Chance(0.5f);
        var at = r.Uniform(2, frames - 3);
        var closing = r.Uniform(0.9f, 2.2f);
        var opening = r.Uniform(1.3f, 3.6f);
        var depth = r.Uniform(0.45f, 0.9f);
        var jump = !blinks && r.Chance(0.35f) ? r.Next(frames) : -1;
        var jumpBy = r.Uniform(-0.3f, 0.3f);
        var squint = r.Chance(0.2f) ? r.Uniform(0.05f, 0.3f) : 0;
        var squintAt = r.Uniform(0, frames);
        var lost = r.Chance(0.25f) ? r.Uniform(0.02f, 0.2f) : 0;
        var values = new double?[frames];
        var marks = new bool[frames];
        for (var t = 0; t < frames; t++)
        {
            var since = t - at;
            var lid = blinks ? since < 0 ? Saturate(1 + (since / closing)) : Saturate(1 - (since / opening)) : 0;
            marks[t] = lid > 0.3f;
            var value = open * (1 + drift.At(t)) * (1 - (depth * lid)) * (1 - (squint * Smooth(-3, 3, t - squintAt)));
            value += (noise * r.Normal()) + (t == jump ? jumpBy * open : 0);
            values[t] = r.Chance(lost) ? null : Math.Max(0.01, value);
        }

        return new EyeSignalSample(values, marks);
    }

    /// <summary>What landmarks would say of a rendered burst whose lids are known.</summary>
    public static IReadOnlyList<double?> Of(FaceBurst burst, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(burst);
        var r = new SeededRandom(seed, 61);
        var open = r.Uniform(0.22f, 0.36f);
        var noise = r.Uniform(0.01f, 0.05f) * open;
        var values = new double?[burst.EyeClosure.Count];
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = Math.Max(0.01, (open * (1 - (0.8f * burst.EyeClosure[t]))) + (noise * r.Normal()));
        }

        return values;
    }
}

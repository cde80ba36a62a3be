using System.Globalization;
using FaceGrid.Grains.Interfaces;
using FaceGrid.Grains.Telemetry;

namespace FaceGrid.Grains.Limits;

/// <summary>
/// One tenant's questions on one silo: a bucket that holds the questions of one second and fills steadily, and a count of those under
/// way.
/// </summary>
/// <param name="rate">Questions a second; 0: any number.</param>
/// <param name="atOnce">Questions under way; 0: any number.</param>
internal sealed class QuestionGate(string tenant, double rate, int atOnce, TimeProvider time)
{
    /// <summary>The pause before another attempt if the time of the next free place is unknown: about the duration of a question.</summary>
    private static readonly TimeSpan PlacePause = TimeSpan.FromMilliseconds(100);

    private const double Rounding = 1e-6;

    // What a rate slower than one a second saves up.
    private readonly double _capacity = Math.Max(1, rate);
    private readonly Lock _gate = new();
    private double _tokens = Math.Max(1, rate);
    private long _filled = time.GetTimestamp();
    private int _underWay;

    /// <summary>Lets a question in; <see cref="Leave"/> must follow.</summary>
    /// <param name="weight">Faces in it. One of many is let in whole, and those after it wait longer, at most twice the time of a full bucket.</param>
    /// <exception cref="GridRequestException"><see cref="GridError.TooManyRequests"/>, with the time to ask again.</exception>
    public void Enter(int weight)
    {
        string limit, reason;
        TimeSpan pause;
        lock (_gate)
        {
            Fill();
            if (atOnce > 0 && _underWay >= atOnce)
            {
                (limit, pause) = ("questions_at_once", PlacePause);
                reason = Text($"has {_underWay} questions under way on this silo, the most that Limits:QuestionsAtOnce lets it have");
            }
            else if (rate > 0 && _tokens < 1 - Rounding)
            {
                (limit, pause) = ("questions_per_second", TimeSpan.FromMilliseconds(Math.Ceiling((1 - Rounding - _tokens) / rate * 1000)));
                reason = Text($"asks this silo more than the {rate} questions a second that Limits:QuestionsPerSecond lets it ask");
            }
            else
            {
                _underWay++;

                // Never below what fills up in the time that a full bucket takes to empty, whatever the weight.
                _tokens = rate > 0 ? Math.Max(-_capacity, _tokens - weight) : _tokens;
                return;
            }
        }

        GridInstruments.Refused(limit);
        throw new GridRequestException(
            GridError.TooManyRequests, $"tenant '{tenant}'", Text($"{reason}; ask again in {pause.TotalMilliseconds:F0} ms"), pause);
    }

    public void Leave()
    {
        lock (_gate)
        {
            _underWay--;
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(_capacity, _tokens + (time.GetElapsedTime(_filled, now).TotalSeconds * rate));
        _filled = now;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

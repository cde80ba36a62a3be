using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>Records the <see cref="LossHistory"/> of a run.</summary>
internal sealed class LossRecorder(LossHistory before)
{
    private readonly List<LossPoint> _points = [.. before.Points];
    private int _stride = before.Stride;

    public void Add(LossPoint point)
    {
        // Step 1 is recorded at every stride.
        if ((point.Step - 1) % _stride != 0)
        {
            return;
        }

        _points.Add(point);
        while (_points.Count > LossHistory.MaxPoints)
        {
            _stride *= 2;
            _points.RemoveAll(p => (p.Step - 1) % _stride != 0);
        }
    }

    public LossHistory ToHistory() => new(_stride, [.. _points]);
}

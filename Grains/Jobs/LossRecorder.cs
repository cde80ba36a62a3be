using FaceGrid.Grains.Interfaces.Jobs;

namespace FaceGrid.Grains.Jobs;

/// <summary>Grows a <see cref="LossHistory"/> while a job runs.</summary>
internal sealed class LossRecorder(LossHistory before)
{
    private readonly List<LossPoint> points = [.. before.Points];
    private int stride = before.Stride;

    public void Add(LossPoint point)
    {
        // Step 1 is a point for every stride.
        if ((point.Step - 1) % stride != 0)
        {
            return;
        }

        points.Add(point);
        while (points.Count > LossHistory.MaxPoints)
        {
            stride *= 2;
            points.RemoveAll(p => (p.Step - 1) % stride != 0);
        }
    }

    public LossHistory ToHistory() => new(stride, [.. points]);
}

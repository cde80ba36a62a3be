namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>How an axis maps values to places.</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Equal ratios take equal room; only values above zero are shown.</summary>
    Log,
}

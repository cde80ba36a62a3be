namespace FaceGrid.Vision.Visualization.Drawing;

/// <summary>How an axis maps values to positions.</summary>
public enum AxisScale
{
    /// <summary>Equal differences have equal distances.</summary>
    Linear,

    /// <summary>Logarithmic: equal ratios have equal distances; only values above zero are shown.</summary>
    Log,
}

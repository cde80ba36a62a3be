namespace FaceGrid.Grains.Interfaces.Jobs;

/// <summary>What a job makes.</summary>
public enum JobKind
{
    /// <summary>A picture in the style of another.</summary>
    Style,

    /// <summary>An encoder.</summary>
    Training,
}

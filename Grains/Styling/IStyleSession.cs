using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Styling;

/// <summary>A picture being rendered. Its results: the picture, the loss curves, how it came about.</summary>
public interface IStyleSession : IJobSession
{
    /// <summary>One optimiser step.</summary>
    /// <exception cref="JobEngineException">The run cannot go on.</exception>
    new StyleStep Advance();

    JobStep IJobSession.Advance() => Advance();
}

using FaceGrid.Grains.Jobs;

namespace FaceGrid.Grains.Styling;

/// <summary>A picture's settings and images.</summary>
internal sealed class StyleJobSource(IStyleEngine engine, string settings, IReadOnlyList<StyleInputFile> images) : IJobSource
{
    public string Version() => engine.Check(settings, images).NetworkVersion;

    public IJobSession Start() => engine.Start(settings, images);

    public IJobSession Resume(byte[] checkpoint) => engine.Resume(settings, images, checkpoint);

    public IJobSession Fork(byte[] checkpoint) => engine.Fork(settings, images, checkpoint);
}

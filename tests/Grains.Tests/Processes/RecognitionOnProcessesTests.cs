using FaceGrid.Grains.Tests.Recognition;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Processes;

/// <inheritdoc/>
public sealed class RecognitionOnProcessesTests(ThreeProcesses silos) : RecognitionTests, IClassFixture<ThreeProcesses>
{
    private protected override Task<PeopleGrid> Start() => Task.FromResult(silos.Grid());
}

using FaceGrid.Grains.Tests.Enrolment;
using FaceGrid.Grains.Tests.Support;

namespace FaceGrid.Grains.Tests.Processes;

/// <inheritdoc/>
public sealed class EnrolmentOnProcessesTests(ThreeProcesses silos) : EnrolmentTests, IClassFixture<ThreeProcesses>
{
    private protected override Task<PeopleGrid> Start() => Task.FromResult(silos.Grid());
}

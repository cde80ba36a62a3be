namespace FaceGrid.Cli.Results;

/// <summary>First result of <c>load</c>: the enrolment of the synthetic identities; omitted if none was new.</summary>
/// <param name="Enrolled">Number of new identities.</param>
/// <param name="EnrolmentsPerSecond">Throughput, per second.</param>
internal sealed record LoadEnrolmentResult(int Enrolled, double EnrolmentsPerSecond);

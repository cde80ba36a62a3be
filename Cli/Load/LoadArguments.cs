namespace FaceGrid.Cli.Load;

/// <summary>The arguments of <c>load</c>.</summary>
/// <param name="People">Number of synthetic identities, K.</param>
/// <param name="Rate">Probes per second of an open loop.</param>
/// <param name="Seconds">Duration of the test.</param>
/// <param name="Everyone">True: probe each identity once instead.</param>
/// <param name="Doors">Number of doors of a closed loop; null: open loop.</param>
/// <param name="Enrolled">True: skip the enrolment.</param>
/// <param name="DeadlineMs">Deadline of each probe, in milliseconds.</param>
/// <param name="Remove">True: remove the identities afterwards.</param>
internal sealed record LoadArguments(
    int People, int Rate, double Seconds, bool Everyone, int? Doors, bool Enrolled, int DeadlineMs, bool Remove);

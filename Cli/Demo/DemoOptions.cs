namespace FaceGrid.Cli.Demo;

/// <param name="Folder">Where photos, store and contact sheet go.</param>
/// <param name="People">People to enrol.</param>
/// <param name="Probes">New photos of each of them.</param>
/// <param name="Strangers">People who are not enrolled, one photo each.</param>
/// <param name="Fpir">Share of strangers that may be taken for somebody.</param>
/// <param name="Population">Which made-up population, 0 to 99: those that the bundled encoder has never seen.</param>
internal sealed record DemoOptions(string Folder, int People, int Probes, int Strangers, int Population, double Fpir);

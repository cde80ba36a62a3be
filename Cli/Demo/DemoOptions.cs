namespace FaceGrid.Cli.Demo;

/// <summary>Options of <c>demo</c>.</summary>
/// <param name="Folder">Output folder of photos, store and contact sheet.</param>
/// <param name="People">People to enrol.</param>
/// <param name="Probes">Probe photos per person.</param>
/// <param name="Strangers">Unenrolled people, one photo each.</param>
/// <param name="Fpir">Allowed FPIR, a share.</param>
/// <param name="Population">Index of the synthetic population, 0 to 99: none of them was in the bundled encoder's training set.</param>
internal sealed record DemoOptions(string Folder, int People, int Probes, int Strangers, int Population, double Fpir);

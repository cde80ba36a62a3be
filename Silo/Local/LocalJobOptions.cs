using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Local;

/// <summary>Jobs in a local silo.</summary>
/// <param name="Folder">The jobs' files.</param>
/// <param name="Catalog">Weights of style networks and teachers.</param>
/// <param name="Gate">
/// Set for a worker, which executes the jobs and accepts other processes through <see cref="WorkerSocket"/>. Null: jobs can be listed and
/// changed, but none is executed.
/// </param>
/// <param name="Warn">Receives a line for each training photo that is left out.</param>
public sealed record LocalJobOptions(JobsFolder Folder, ModelCatalog Catalog, ClientGate? Gate, Action<string> Warn);

using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Silo.Local;

/// <summary>Jobs of a local silo.</summary>
/// <param name="Folder">The jobs' files.</param>
/// <param name="Catalog">Weights of style networks and teachers.</param>
/// <param name="Gate">
/// Of a worker: executes the jobs and lets other processes connect through <see cref="WorkerSocket"/>. Null: jobs can be listed and changed,
/// none is executed.
/// </param>
/// <param name="Warn">Receives a line for each training photo that is left out.</param>
public sealed record LocalJobOptions(JobsFolder Folder, ModelCatalog Catalog, ClientGate? Gate, Action<string> Warn);

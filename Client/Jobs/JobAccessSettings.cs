using FaceGrid.Vision.Weights.Catalog;

namespace FaceGrid.Client.Jobs;

/// <summary>Location of the jobs of a <see cref="JobAccess"/>, and models and device of a local silo that executes them.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Cluster">Address of a cluster; null: the jobs of <paramref name="Data"/>.</param>
/// <param name="Catalog">Weights of style networks and teachers.</param>
/// <param name="ModelFolders">Folders of <paramref name="Catalog"/>, passed to a background worker.</param>
/// <param name="Device">cpu, cuda or cuda:N.</param>
/// <param name="Threads">Processor threads; 0: one per core.</param>
/// <param name="Warn">Receives a line for each training photo that is left out.</param>
public sealed record JobAccessSettings(
    string Data,
    string? Cluster,
    ModelCatalog Catalog,
    IReadOnlyList<string> ModelFolders,
    string Device,
    int Threads,
    Action<string> Warn);
